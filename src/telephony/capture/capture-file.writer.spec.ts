import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { CaptureFileWriter, type CaptureStop } from './capture-file.writer.js';
import type { CaptureEntry } from './capture.types.js';

const header = {
  format: 'crownline-capture',
  version: 1,
  appVersion: '1.2.3',
  callSid: 'CA1',
  audio: 'scrambled',
} as const;
const clear: CaptureEntry = { type: 'out', stream: 's', event: 'clear' };

let folder: string;
let clock: ManualClock;
let stops: CaptureStop[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crownline-writer-'));
  clock = new ManualClock('2026-11-20T15:00:00Z');
  stops = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const writerTo = (path: string) => new CaptureFileWriter(path, header, clock, (stop) => stops.push(stop));
const linesOf = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('the file of a capture', () => {
  it('begins with the header, counts from its first message, and is its owner’s alone', async () => {
    const path = join(folder, 'new', 'CA1.jsonl');
    const writer = writerTo(path);
    writer.append(clock.nowMs(), clear);
    writer.append(clock.nowMs() + 40, clear);
    clock.advance(200);
    await writer.flush();

    expect(linesOf(path)).toEqual([
      { ...header, startedAt: '2026-11-20T15:00:00.000Z' },
      { ms: 0, ...clear },
      { ms: 40, ...clear },
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
  });

  it('goes on, in its own time, when another process takes the call over', async () => {
    const path = join(folder, 'CA1.jsonl');
    const first = writerTo(path);
    first.append(clock.nowMs(), clear);
    await first.flush();
    clock.advance(5000);
    const second = writerTo(path);
    second.append(clock.nowMs(), clear);
    await second.flush();

    expect(linesOf(path).slice(1)).toEqual([
      { ms: 0, ...clear },
      { ms: 5000, ...clear },
    ]);
  });

  it('is given up for this call, once, when the disk refuses it', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const writer = writerTo(join(folder, 'a-file', 'CA1.jsonl'));
    for (let i = 0; i < 3; i++) {
      writer.append(clock.nowMs(), clear);
      clock.advance(200);
      await writer.flush();
    }
    expect(stops).toMatchObject([{ reason: 'disk_failed', error: { code: 'EEXIST' } }]);
  });

  it('is given up, once, when the disk is too far behind', () => {
    const writer = writerTo(join(folder, 'CA1.jsonl'));
    const second = { ...clear, event: 'media', bytes: 160, audio: 'A'.repeat(10_000) } as CaptureEntry;
    for (let i = 0; i < 1000; i++) writer.append(clock.nowMs(), second); // the event loop gets no turn: nothing is written
    expect(stops).toEqual([{ reason: 'disk_behind' }]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
