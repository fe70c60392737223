// SPDX-License-Identifier: Apache-2.0
// Reads a mail as a mail program does: headers with encoded words (RFC 2047), nested parts, quoted-printable and base64.

/** @param {Buffer} bytes @returns {{ headers: Map<string, string>, text: string, html: string }} */
export function readMail(bytes) {
  const raw = bytes.toString('latin1');
  const mail = { headers: readHeaders(raw), text: '', html: '' };
  collect(raw, mail);
  return mail;
}

function readHeaders(part) {
  const head = part.slice(0, part.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
    }),
  );
}

function decodeWords(value) {
  // White space between two encoded words is no part of the text.
  return value
    .replace(/(=\?[^?]+\?[QB]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/=\?([^?]+)\?([QB])\?([^?]*)\?=/gi, (_, charset, kind, text) => {
      const bytes = kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : unquote(text.replaceAll('_', ' '));
      return new TextDecoder(charset).decode(bytes);
    });
}

function collect(part, mail) {
  const headers = readHeaders(part);
  const type = headers.get('content-type') ?? 'text/plain';
  const body = part.slice(part.indexOf('\r\n\r\n') + 4);
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined) {
    const parts = body.split(`--${boundary}`).slice(1, -1);
    for (const each of parts) collect(each.replace(/^\r\n/, '').replace(/\r\n$/, ''), mail);
    return;
  }
  const kind = type.startsWith('text/html') ? 'html' : type.startsWith('text/plain') ? 'text' : undefined;
  if (kind === undefined || headers.get('content-disposition')?.startsWith('attachment')) return;
  const charset = /charset="?([^";]+)"?/i.exec(type)?.[1] ?? 'utf-8';
  mail[kind] += new TextDecoder(charset).decode(decodeBody(body, headers.get('content-transfer-encoding')));
}

function decodeBody(body, encoding = '7bit') {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return unquote(body.replace(/[ \t]*=\r\n/g, ''));
    default:
      return Buffer.from(body, 'latin1');
  }
}

function unquote(text) {
  const octets = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1');
}
