// SPDX-License-Identifier: Apache-2.0
// Serves the built apps as the server does, content security policy included, and passes /api on to LOGGIA_SERVER.
//   node tools/preview.mjs [port]
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const defaultServer = process.env['LOGGIA_SERVER'] ?? 'http://127.0.0.1:8080';
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; " +
  "font-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

function fileFor(path) {
  const asset = /^\/assets\/(portal|crm)\//.exec(path);
  if (asset) return join(web, asset[1], 'dist', normalize(path));
  if (path === '/service-worker.js') return join(web, 'portal/dist/service-worker.js');
  if (path === '/crm/service-worker.js') return join(web, 'crm/dist/crm/service-worker.js');
  return join(web, path === '/crm' || path.startsWith('/crm/') ? 'crm' : 'portal', 'dist/index.html');
}

/**
 * @param {number} port
 * @param {string} api the address of the server that answers /api
 */
export function preview(port, api = defaultServer) {
  const upstream = new URL(api);
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', upstream).pathname;
    if (path.startsWith('/api/')) {
      const { method, headers } = incoming;
      const passed = request(new URL(incoming.url ?? '/', upstream), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', () => outgoing.headersSent || outgoing.writeHead(502).end());
      outgoing.on('close', () => passed.destroy());
      incoming.pipe(passed);
      return;
    }
    const file = fileFor(path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      outgoing.writeHead(404).end();
      return;
    }
    outgoing.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
    });
    createReadStream(file).pipe(outgoing);
  });
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 5190);
  await preview(port);
  console.log(`http://127.0.0.1:${port}/crm/`);
}
