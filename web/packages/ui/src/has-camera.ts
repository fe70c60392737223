// SPDX-License-Identifier: Apache-2.0
// Apart from the camera itself, whose code is fetched only when somebody takes a photo.

/** Whether it makes sense to offer the camera: there is one, or the browser does not say before it was allowed. */
export async function mayHaveCamera(): Promise<boolean> {
  // Typed as if it were always there; pages without TLS and old browsers lack it.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) return false;
  const known = await devices.enumerateDevices().catch(() => []);
  return known.length === 0 || known.some(({ kind }) => kind === 'videoinput');
}
