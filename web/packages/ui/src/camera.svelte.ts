// SPDX-License-Identifier: Apache-2.0
// Takes a photo with a camera of the device. The camera is on only while its picture is on screen: not while one looks at the
// photo taken, nor behind another tab.

/** What is asked for; the nearest the camera has is what comes. */
const size = { width: { ideal: 2560 }, height: { ideal: 1920 } };
const quality = 0.9;
/** Milliseconds out of sight after which the camera is switched off, until the page is seen again. */
const longAway = 20_000;

export type Trouble = 'refused' | 'none' | 'busy' | 'unsupported';

export interface TakenPhoto {
  file: File;
  /** For showing it; valid until the next one is taken or the camera is closed. */
  address: string;
}

export class Camera {
  state = $state<'closed' | 'opening' | 'live' | 'taking' | 'taken'>('closed');
  trouble = $state<Trouble>();
  /** Only while it is on. */
  stream = $state.raw<MediaStream>();
  photo = $state.raw<TakenPhoto>();
  /** The cameras there are, known once one was allowed, and the place of this one among them from 0. */
  count = $state(0);
  place = $state(0);
  /** It looks at the one who holds it, who expects a mirror. */
  facesUser = $state(false);
  #wanted: string | undefined;
  #cameras: readonly string[] = [];
  /** What was begun before and ends later is told by it to be out of date. */
  #turn = 0;
  #resting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks for the camera, which needs the person's consent. A photo taken before is dropped. */
  async open(): Promise<void> {
    this.close();
    const turn = this.#turn;
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    this.trouble = devices?.getUserMedia ? undefined : 'unsupported';
    if (!devices || this.trouble) return;
    this.state = 'opening';
    const which = this.#wanted ? { deviceId: { exact: this.#wanted } } : { facingMode: { ideal: 'environment' } };
    try {
      const stream = await devices.getUserMedia({ video: { ...which, ...size }, audio: false });
      // Closed while the browser asked.
      if (turn !== this.#turn) return stopTracks(stream);
      this.#show(stream);
      await this.#countCameras(devices);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#fail(troubleOf(error));
    }
  }

  /** The next of several. */
  async switch(): Promise<void> {
    this.#wanted = this.#cameras[(this.place + 1) % this.#cameras.length];
    await this.open();
  }

  /** Keeps what the video shows, in all its pixels and never mirrored, and switches the camera off. */
  async take(video: HTMLVideoElement): Promise<void> {
    if (this.state !== 'live' || video.videoWidth === 0) return;
    this.state = 'taking';
    const turn = this.#turn;
    video.pause();
    const picture = await jpegOf(video);
    if (turn !== this.#turn) return;
    if (!picture) return this.#fail('busy');
    this.#release();
    const file = new File([picture], photoName(new Date()), { type: picture.type });
    this.photo = { file, address: URL.createObjectURL(file) };
    this.state = 'taken';
  }

  /** Switches it off and forgets the photo. */
  close(): void {
    this.#turn += 1;
    this.#resting = false;
    this.#release();
    if (this.photo) URL.revokeObjectURL(this.photo.address);
    this.photo = undefined;
    this.state = 'closed';
  }

  /** Switches it off while the page is long out of sight. Answers the function that ends this, so that it fits an effect. */
  attend(): () => void {
    const changed = () => {
      clearTimeout(this.#timer);
      if (document.hidden) this.#timer = setTimeout(() => this.#rest(), longAway);
      else if (this.#resting) void this.open();
    };
    document.addEventListener('visibilitychange', changed);
    return () => {
      clearTimeout(this.#timer);
      document.removeEventListener('visibilitychange', changed);
    };
  }

  #show(stream: MediaStream): void {
    const [track] = stream.getVideoTracks();
    const { deviceId, facingMode } = track?.getSettings() ?? {};
    this.#wanted = deviceId;
    // A webcam says nothing of where it looks. Papers held before it must be readable, so it is no mirror.
    this.facesUser = facingMode === 'user';
    if (track)
      track.onended = () => {
        if (stream !== this.stream) return;
        // Telephones take it away from pages out of sight; otherwise it was unplugged, or its use withdrawn.
        if (document.hidden) this.#rest();
        else this.#fail('busy');
      };
    this.stream = stream;
    this.state = 'live';
  }

  async #countCameras(devices: MediaDevices): Promise<void> {
    const known = await devices.enumerateDevices().catch(() => []);
    this.#cameras = known.filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId);
    this.count = this.#cameras.length;
    this.place = Math.max(0, this.#cameras.indexOf(this.#wanted ?? ''));
  }

  #rest(): void {
    if (this.state !== 'live') return;
    this.close();
    this.#resting = true;
  }

  /** Another attempt begins with the camera the browser thinks best. */
  #fail(trouble: Trouble): void {
    this.close();
    this.#wanted = undefined;
    this.trouble = trouble;
  }

  #release(): void {
    if (this.stream) stopTracks(this.stream);
    this.stream = undefined;
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function jpegOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

/** As cameras name theirs, so that files sort by when they were taken: photo-2026-11-29-101500.jpg, at the time of the place. */
export function photoName(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `photo-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.jpg`;
}

function troubleOf(error: unknown): Trouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  // OverconstrainedError is no DOMException everywhere; it comes when the camera last used was unplugged.
  const missing = name === 'NotFoundError' || (error as Partial<Error> | undefined)?.name === 'OverconstrainedError';
  return missing ? 'none' : 'busy';
}
