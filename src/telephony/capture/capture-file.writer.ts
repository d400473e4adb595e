import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../common/clock/clock.js';
import type { CaptureEntry, CaptureHeader } from './capture.types.js';

/** Lines are gathered for so long: one write for all that happens in it. A crash loses no more. */
const GATHER_MS = 200;
/** A disk that is this far behind does not catch up: about a minute of a call with its audio. */
const MAX_WAITING_CHARS = 2 * 1024 * 1024;

interface Line {
  atMs: number;
  json: string;
}

/** Why a capture ends before its call does; `code` is the system's, e.g. `ENOSPC`. */
export interface CaptureStop {
  reason: 'disk_behind' | 'disk_failed';
  error?: unknown;
}

/**
 * Appends to the file of one call, never in the way of the call itself. The file may be there already: a call that moves
 * from one process to another, or has something to say after its end, goes on in the same one.
 */
export class CaptureFileWriter {
  private waiting: Line[] = [];
  private waitingChars = 0;
  private startedAtMs: number | null = null;
  private writing: Promise<void> | null = null;
  private armed = false;
  private stopped = false;

  constructor(
    private readonly path: string,
    private readonly header: Omit<CaptureHeader, 'startedAt'>,
    private readonly clock: Clock,
    private readonly onStopped: (stop: CaptureStop) => void,
  ) {}

  /** `atMs` is the time of the message. */
  append(atMs: number, entry: CaptureEntry): void {
    if (this.stopped) return;
    const json = JSON.stringify(entry);
    this.waiting.push({ atMs, json });
    this.waitingChars += json.length;
    if (this.waitingChars > MAX_WAITING_CHARS) return this.stop({ reason: 'disk_behind' });
    if (this.armed) return;
    this.armed = true;
    this.clock.after(GATHER_MS, () => {
      this.armed = false;
      void this.flush();
    });
  }

  /** Resolves when what was appended so far is in the file, or will never be. */
  async flush(): Promise<void> {
    while (this.writing || this.waiting.length > 0) {
      this.writing ??= this.write().finally(() => (this.writing = null));
      await this.writing;
    }
  }

  private async write(): Promise<void> {
    const lines = this.waiting;
    this.waiting = [];
    try {
      const startedAtMs = (this.startedAtMs ??= await this.begin(lines[0]?.atMs ?? 0));
      const text = lines.map(({ atMs, json }) => `{"ms":${atMs - startedAtMs},${json.slice(1)}\n`).join('');
      await appendFile(this.path, text);
      this.waitingChars -= lines.reduce((chars, { json }) => chars + json.length, 0);
    } catch (error) {
      this.stop({ reason: 'disk_failed', error });
    }
  }

  /** Answers with the time from which the lines count. */
  private async begin(atMs: number): Promise<number> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const header: CaptureHeader = { ...this.header, startedAt: new Date(atMs).toISOString() };
    try {
      await writeFile(this.path, `${JSON.stringify(header)}\n`, { flag: 'ax', mode: 0o600 });
      return atMs;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [first = ''] = (await readFile(this.path, 'utf8')).split('\n', 1);
      return Date.parse((JSON.parse(first) as CaptureHeader).startedAt);
    }
  }

  private stop(stop: CaptureStop): void {
    if (this.stopped) return;
    this.stopped = true;
    this.waiting = [];
    this.onStopped(stop);
  }
}
