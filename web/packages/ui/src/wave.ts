// SPDX-License-Identifier: Apache-2.0
// The shape of a recording, so that one sees where somebody speaks.

/** How loud each of `count` equal parts is, 0 to 1, the loudest being 1. */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const loudness = Array.from({ length: count }, (_, index) => {
    const part = samples.subarray(
      Math.floor((index * samples.length) / count),
      Math.floor(((index + 1) * samples.length) / count),
    );
    let sum = 0;
    for (const sample of part) sum += sample * sample;
    return part.length === 0 ? 0 : Math.sqrt(sum / part.length);
  });
  const most = Math.max(...loudness);
  return most === 0 ? loudness : loudness.map((each) => each / most);
}

/** The same of a file, as far as this browser can decode it. */
export async function peaksOfFile(file: Blob, count: number): Promise<number[] | undefined> {
  try {
    // A low rate is enough for a picture, and keeps five minutes small.
    const context = new OfflineAudioContext(1, 1, 8000);
    const audio = await context.decodeAudioData(await file.arrayBuffer());
    return peaksOf(audio.getChannelData(0), count);
  } catch {
    return undefined;
  }
}
