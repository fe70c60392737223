// SPDX-License-Identifier: Apache-2.0
// Starts what the tests need, runs them with Node's test runner, stops everything. Arguments: REPORT.xml [FLAG…] [FILE…].
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { preview } from '../../web/tools/preview.mjs';
import { startOutside } from './outside.mjs';
import { smsSender } from './sms-gateway.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
const program = join(folder, '../build/release/loggia');
const results = join(folder, 'results');
const [report, ...rest] = process.argv.slice(2);
// Flags go to Node's runner: --test-name-pattern=phone.
const flags = rest.filter((word) => word.startsWith('--'));
const chosen = rest.filter((word) => !word.startsWith('--'));
const files = chosen.length > 0 ? chosen.map((name) => join(folder, basename(name))) : allTests();
/** What must be stopped at the end, the latest first. */
const running = [];

function allTests() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(folder, name));
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

function finished(child) {
  return new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal)));
}

/** Answers once the server does; fails when it ended instead. */
async function startServer(environment, log) {
  const child = spawn(program, ['serve'], {
    env: environment,
    stdio: ['ignore', log, log],
  });
  const ended = finished(child);
  let over;
  void ended.then((how) => (over = how));
  running.unshift(() => (child.kill('SIGTERM'), ended));
  const address = `http://${environment.LOGGIA_LISTEN}`;
  for (;;) {
    if (over !== undefined)
      throw new Error(`the server ended (${over}): ${readFileSync(join(results, 'server.log'), 'utf8')}`);
    const ready = await fetch(`${address}/readyz`).catch(() => undefined);
    if (ready?.ok) return address;
    await new Promise((turn) => setTimeout(turn, 20));
  }
}

async function stopAll() {
  for (const stop of running.splice(0)) await stop();
}

async function main() {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const log = openSync(join(results, 'server.log'), 'a');
  const data = mkdtempSync(join(tmpdir(), 'loggia-e2e-'));
  running.unshift(() => rmSync(data, { recursive: true, force: true }));
  const outside = await startOutside();
  running.unshift(() => outside.stop());

  const port = await freePort();
  const distPort = process.env.LOGGIA_E2E_DIST ? await freePort() : undefined;
  const environment = {
    ...process.env,
    LOGGIA_LISTEN: `127.0.0.1:${port}`,
    // A name, not a number: passkeys belong to one (https://www.w3.org/TR/webauthn-2/#relying-party-identifier).
    LOGGIA_PUBLIC_URL: `http://localhost:${distPort ?? port}`,
    LOGGIA_DATA: data,
    LOGGIA_PASSWORD_MEMORY: '8',
    LOGGIA_SMTP_URL: outside.smtpUrl,
    LOGGIA_SMS_URL: outside.smsUrl,
    LOGGIA_SMS_FROM: smsSender,
    LOGGIA_FETCH_ALLOW: '127.0.0.1',
    LOGGIA_LOG: 'warning',
  };
  outside.fillDemo = () => {
    const filling = promisify(execFile)(program, ['demo'], { env: environment });
    running.unshift(() => filling.child.kill());
    return filling;
  };
  const server = await startServer(environment, log);
  // Filling keeps both processors busy for a while, and the first scenes would be timed with it.
  const needsDemo = files.some((file) => readFileSync(file, 'utf8').includes('fillDemo'));
  if (needsDemo) await outside.beginDemo().catch((error) => console.error(String(error)));
  if (distPort !== undefined) {
    const dist = await preview(distPort, server);
    running.unshift(() => (dist.close(), dist.closeAllConnections()));
  }
  const tests = spawn(
    process.execPath,
    [
      '--test',
      '--test-concurrency=2',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=junit',
      `--test-reporter-destination=${resolve(report)}`,
      ...flags,
      ...files,
    ],
    {
      env: {
        ...environment,
        E2E_ADDRESS: environment.LOGGIA_PUBLIC_URL,
        E2E_OUTSIDE: outside.address,
        E2E_RESULTS: results,
      },
      stdio: 'inherit',
    },
  );
  running.unshift(() => tests.kill());
  process.exitCode = (await finished(tests)) === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stopAll().then(() => process.exit(1)));
try {
  await main();
} finally {
  await stopAll();
}
