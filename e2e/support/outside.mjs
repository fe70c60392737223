// SPDX-License-Identifier: Apache-2.0
// The world around the server under test: a mail server, and the agency's website with its feed and photos. The tests, which
// run in processes of their own, ask the website for the mails that came.
import { createServer } from 'node:http';
import { kyeroFeed } from './kyero.mjs';
import { houseAsPng } from './picture.mjs';
import { SmtpSink } from './smtp-sink.mjs';

const patience = 20_000;

export async function startOutside() {
  const sink = new SmtpSink();
  await sink.start();
  const website = createServer((request, response) => {
    answer(request, response, sink).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((ready) => website.listen(0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${website.address().port}`;
  return {
    smtpUrl: sink.url,
    address,
    stop() {
      sink.stop();
      website.close();
      website.closeAllConnections();
    },
  };
}

async function answer(request, response, sink) {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const photo = /^\/photos\/(\d+)-(\d+)\.png$/.exec(url.pathname);
  if (url.pathname === '/kyero.xml') {
    response.writeHead(200, { 'Content-Type': 'application/xml' }).end(kyeroFeed(`${url.origin}/photos`));
  } else if (photo) {
    const picture = houseAsPng(Number(photo[1]) * 10 + Number(photo[2]));
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(picture);
  } else if (url.pathname === '/mails') {
    const mails = await sink.mailsTo(url.searchParams.get('to'), Number(url.searchParams.get('count')), patience);
    const plain = mails?.map((mail) => ({
      ...mail,
      headers: Object.fromEntries(mail.headers),
    }));
    response.writeHead(plain ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(plain ?? null));
  } else {
    response.writeHead(404).end();
  }
}
