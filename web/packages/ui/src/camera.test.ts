// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Camera, photoName } from './camera.svelte';
import { mayHaveCamera } from './has-camera';

/** A telephone with a camera on each side. */
const back = { kind: 'videoinput', deviceId: 'back', facingMode: 'environment' };
const front = { kind: 'videoinput', deviceId: 'front', facingMode: 'user' };
const microphone = { kind: 'audioinput', deviceId: 'microphone' };

function streamOf(settings: object) {
  const track = { getSettings: () => settings, stop: vi.fn(), onended: null as (() => void) | null };
  return { track, getTracks: () => [track], getVideoTracks: () => [track] };
}

type Asked = { video: { deviceId?: { exact: string }; facingMode?: { ideal: string } }; audio: boolean };
const getUserMedia = vi.fn<(asked: Asked) => Promise<ReturnType<typeof streamOf>>>();
const enumerateDevices = vi.fn<() => Promise<object[]>>();
const page = Object.assign(new EventTarget(), {
  hidden: false,
  createElement: () => ({
    width: 0,
    height: 0,
    getContext: () => ({ drawImage: () => undefined }),
    toBlob(done: (blob: Blob | null) => void, type: string) {
      done(picture ? new Blob([`${this.width}×${this.height}`], { type }) : null);
    },
  }),
});
let picture = true;

/** What the element that shows the picture has. */
function videoOf(videoWidth: number, videoHeight: number) {
  return { videoWidth, videoHeight, pause: vi.fn() } as unknown as HTMLVideoElement;
}

/** The streams it got, the latest last. */
async function given(): Promise<ReturnType<typeof streamOf>[]> {
  return Promise.all(getUserMedia.mock.results.map(({ value }) => value as Promise<ReturnType<typeof streamOf>>));
}

function seePage(hidden: boolean) {
  page.hidden = hidden;
  page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  picture = true;
  page.hidden = false;
  getUserMedia
    .mockReset()
    .mockImplementation(({ video: { deviceId } }) =>
      Promise.resolve(streamOf(deviceId?.exact === 'front' ? front : back)),
    );
  enumerateDevices.mockReset().mockResolvedValue([microphone, back, front]);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices } });
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the camera', () => {
  it('asks for the one that looks away, large and without sound', async () => {
    const camera = new Camera();
    const opening = camera.open();
    expect(camera.state).toBe('opening');
    await opening;
    const [asked] = getUserMedia.mock.calls[0] ?? [];
    expect(asked?.video).toMatchObject({ facingMode: { ideal: 'environment' }, width: { ideal: 2560 } });
    expect(asked?.audio).toBe(false);
    expect([camera.state, camera.facesUser, camera.count, camera.place]).toEqual(['live', false, 2, 0]);
  });

  it('goes to the next one, of which only the one that faces its user is a mirror, and round to the first', async () => {
    const camera = new Camera();
    await camera.open();
    await camera.switch();
    const [first, second] = await given();
    expect(first?.track.stop).toHaveBeenCalled();
    expect(second?.track.stop).not.toHaveBeenCalled();
    expect([camera.state, camera.facesUser, camera.place]).toEqual(['live', true, 1]);
    await camera.switch();
    expect([camera.facesUser, camera.place]).toEqual([false, 0]);
  });

  it('takes a JPEG in all its pixels and is off while one looks at it', async () => {
    const camera = new Camera();
    await camera.open();
    const video = videoOf(2048, 1536);
    await camera.take(video);
    expect(camera.state).toBe('taken');
    const file = camera.photo?.file;
    expect(file?.type).toBe('image/jpeg');
    expect(file?.name).toMatch(/^photo-\d{4}-\d\d-\d\d-\d{6}\.jpg$/);
    expect(await file?.text()).toBe('2048×1536');
    const [stream] = await given();
    expect(stream?.track.stop).toHaveBeenCalled();
    expect(camera.stream).toBeUndefined();
  });

  it('takes another one with the same camera', async () => {
    const camera = new Camera();
    await camera.open();
    await camera.switch();
    await camera.take(videoOf(640, 480));
    await camera.open();
    expect(camera.photo).toBeUndefined();
    expect([camera.state, camera.facesUser]).toEqual(['live', true]);
  });

  it('waits for the first picture', async () => {
    const camera = new Camera();
    await camera.open();
    await camera.take(videoOf(0, 0));
    expect(camera.state).toBe('live');
  });

  it('is off once closed, also when it was closed while the browser asked', async () => {
    const camera = new Camera();
    await camera.open();
    camera.close();
    const late = camera.open();
    camera.close();
    await late;
    expect((await given()).map(({ track }) => track.stop.mock.calls.length)).toEqual([1, 1]);
    expect([camera.state, camera.stream, camera.trouble]).toEqual(['closed', undefined, undefined]);
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('says what %s means, and can be tried again', async (name, trouble) => {
    getUserMedia.mockRejectedValueOnce(new DOMException('', name));
    const camera = new Camera();
    await camera.open();
    expect([camera.state, camera.trouble]).toEqual(['closed', trouble]);
    await camera.open();
    expect([camera.state, camera.trouble]).toEqual(['live', undefined]);
  });

  it('tries the one the browser thinks best after the chosen one failed', async () => {
    const camera = new Camera();
    await camera.open();
    getUserMedia.mockRejectedValueOnce(new DOMException('', 'NotReadableError'));
    await camera.switch();
    expect(camera.trouble).toBe('busy');
    await camera.open();
    expect(getUserMedia.mock.lastCall?.[0].video).toHaveProperty('facingMode');
  });

  it('says so when it is unplugged, and when no picture can be made', async () => {
    const camera = new Camera();
    await camera.open();
    (await given())[0]?.track.onended?.();
    expect([camera.state, camera.trouble]).toEqual(['closed', 'busy']);
    await camera.open();
    picture = false;
    await camera.take(videoOf(640, 480));
    expect([camera.state, camera.trouble]).toEqual(['closed', 'busy']);
  });

  it('says so where a page may not have one', async () => {
    vi.stubGlobal('navigator', {});
    const camera = new Camera();
    await camera.open();
    expect([camera.state, camera.trouble]).toEqual(['closed', 'unsupported']);
  });

  it('is off while the page is long out of sight, and on again when it is seen', async () => {
    const camera = new Camera();
    const end = camera.attend();
    await camera.open();
    vi.useFakeTimers();
    seePage(true);
    vi.advanceTimersByTime(5_000);
    seePage(false);
    vi.advanceTimersByTime(60_000);
    expect(camera.state).toBe('live');
    seePage(true);
    vi.advanceTimersByTime(20_000);
    expect([camera.state, camera.stream]).toEqual(['closed', undefined]);
    seePage(false);
    await vi.waitFor(() => expect(camera.state).toBe('live'));
    end();
    camera.close();
    seePage(true);
    seePage(false);
    expect(camera.state).toBe('closed');
  });

  it('comes back too when a telephone took it from a page out of sight', async () => {
    const camera = new Camera();
    camera.attend();
    await camera.open();
    page.hidden = true;
    (await given())[0]?.track.onended?.();
    expect([camera.state, camera.trouble]).toEqual(['closed', undefined]);
    seePage(false);
    await vi.waitFor(() => expect(camera.state).toBe('live'));
  });
});

it('names a photo by the time at its place', () => {
  expect(photoName(new Date(2026, 10, 29, 10, 15, 0))).toBe('photo-2026-11-29-101500.jpg');
  expect(photoName(new Date(2026, 0, 2, 3, 4, 5))).toBe('photo-2026-01-02-030405.jpg');
});

describe('whether a camera is offered', () => {
  it.each([
    ['there is one', [microphone, back], true],
    ['the browser does not say', [], true],
    ['there is only a microphone', [microphone], false],
  ])('%s', async (_when, known, offered) => {
    enumerateDevices.mockResolvedValue(known);
    expect(await mayHaveCamera()).toBe(offered);
  });

  it('not where a page may not ask', async () => {
    vi.stubGlobal('navigator', {});
    expect(await mayHaveCamera()).toBe(false);
    vi.stubGlobal('navigator', { mediaDevices: { enumerateDevices } });
    expect(await mayHaveCamera()).toBe(false);
  });
});
