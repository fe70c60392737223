// SPDX-License-Identifier: Apache-2.0
// Records what somebody says, and shows how loud it is while they speak.

/** In the order of preference: small everywhere, and playable everywhere. */
const formats = ['audio/webm;codecs=opus', 'audio/mp4;codecs=mp4a.40.2', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** As the server has it. */
export const longestSeconds = 5 * 60;
/** How many levels the meter remembers, and how often it looks. */
const remembered = 56;
const every = 100;

export type Trouble = 'refused' | 'no_microphone' | 'busy' | 'unsupported';

export interface Recording {
  file: Blob;
  duration_ms: number;
}

export class Recorder {
  state = $state<'idle' | 'asking' | 'recording'>('idle');
  trouble = $state<Trouble>();
  seconds = $state(0);
  /** How loud it was lately, 0 to 1, the latest last. */
  levels = $state.raw<readonly number[]>(Array.from({ length: remembered }, () => 0));
  /** Told when it ended: because one wanted to, because five minutes are over, or because the microphone went away. */
  ondone: (recording: Recording) => void = () => undefined;
  #stream: MediaStream | undefined;
  #context: AudioContext | undefined;
  #recorder: MediaRecorder | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #startedAt = 0;
  #wanted = true;

  /** Asks for the microphone, which needs the person's consent. */
  async start(): Promise<void> {
    if (this.state !== 'idle') return;
    this.trouble = undefined;
    const format = supportedFormat();
    if (format === undefined) {
      this.trouble = 'unsupported';
      return;
    }
    this.state = 'asking';
    this.#wanted = true;
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      // Left while the browser asked.
      if (!this.#wanted) return this.#release();
      this.#record(this.#stream, format);
    } catch (error) {
      this.#release();
      this.trouble = troubleOf(error);
    }
  }

  stop(): void {
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
  }

  /** The page is left: nothing is kept. */
  abandon(): void {
    this.#wanted = false;
    this.stop();
    if (this.state !== 'asking') this.#release();
  }

  #record(stream: MediaStream, format: string): void {
    const recorder = new MediaRecorder(stream, { mimeType: format });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      const duration = performance.now() - this.#startedAt;
      // Without the codec: the type alone is what the server and players go by.
      const file = new Blob(parts, { type: recorder.mimeType.split(';')[0] });
      this.#release();
      if (this.#wanted && file.size > 0) this.ondone({ file, duration_ms: Math.round(duration) });
    };
    for (const track of stream.getTracks()) track.onended = () => this.stop();
    recorder.start(1_000);
    this.#recorder = recorder;
    this.#startedAt = performance.now();
    this.seconds = 0;
    this.levels = Array.from({ length: remembered }, () => 0);
    this.state = 'recording';
    this.#measure(stream);
  }

  #measure(stream: MediaStream): void {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    this.#context = context;
    const samples = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.levels = [...this.levels.slice(1), levelOf(samples)];
      this.seconds = (performance.now() - this.#startedAt) / 1000;
      if (this.seconds >= longestSeconds) this.stop();
    }, every);
  }

  #release(): void {
    clearInterval(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    void this.#context?.close().catch(() => undefined);
    this.#stream = this.#context = this.#recorder = undefined;
    this.state = 'idle';
  }
}

/** 0 silence, 1 as loud as speech near the microphone gets. Ears hear logarithms: −50 dB is nothing, −10 dB is loud. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-10);
  return Math.min(1, Math.max(0, (decibels + 50) / 40));
}

function supportedFormat(): string | undefined {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) return undefined;
  return formats.find((format) => MediaRecorder.isTypeSupported(format));
}

function troubleOf(error: unknown): Trouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' ? 'no_microphone' : 'busy';
}
