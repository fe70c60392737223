// SPDX-License-Identifier: Apache-2.0
// Draws a house under a sky as a PNG, so that photos in tests are pictures a server can decode, each with its own colours.
import { crc32, deflateSync } from 'node:zlib';

/** @param {number} number different numbers give different pictures */
export function houseAsPng(number, width = 1200, height = 800) {
  const sky = [120 + ((number * 37) % 100), 160 + ((number * 53) % 80), 210];
  const wall = [230, 215 - ((number * 29) % 90), 190 - ((number * 17) % 80)];
  const ground = [90, 120 + ((number * 11) % 60), 80];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const inHouse = x > width * 0.25 && x < width * 0.75 && y > height * 0.4 && y < height * 0.8;
      rows.set(inHouse ? wall : y < height * 0.7 ? sky : ground, y * (1 + width * 3) + 1 + x * 3);
    }
  }
  return png(rows, width, height);
}

/** Noise, which does not get smaller: three bytes a pixel, so that sending it takes its time. */
export function noiseAsPng(number, width = 300, height = 300) {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let state = number + 1;
  for (let at = 0; at < rows.length; ++at) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    rows[at] = at % (1 + width * 3) === 0 ? 0 : state >>> 24;
  }
  return png(rows, width, height);
}

function png(rows, width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits, red green blue
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(8 + named.length);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), 4 + named.length);
  return framed;
}
