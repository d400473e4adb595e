import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Clock } from '../../common/clock/clock.js';
import type { CallTarget } from '../caller/call-station.js';
import { RecordClient } from '../caller/record.client.js';
import type { BookedAppointment, CallRecord } from '../caller/record.types.js';
import { RecordWatch } from '../caller/record-watch.js';
import { CaptureError, parseCapture, type Capture } from './capture-file.protocol.js';
import { compare, observeCapture, type Difference } from './observation.policy.js';
import { ReplayRunner } from './replay.runner.js';

/** What `npm run call -- --replay FILE --json` prints, on one line. */
export interface ReplayReport {
  capture: string;
  callSid: string;
  /** True when the server did what it did in the recording, as far as that can be compared. */
  ok: boolean;
  /** Of the record; null when the server keeps none of the call. */
  outcome: string | null;
  appointment: BookedAppointment | null;
  turns: CallRecord['turns'];
  tools: CallRecord['tools'];
  diff: Difference[];
}

export interface RunReplayOptions {
  target: CallTarget;
  file: string;
  clock: Clock;
  signal?: AbortSignal;
  /** Gets the summary, line by line. */
  print?: (line: string) => void;
}

/**
 * Replays a capture against a running server and compares.
 *
 * @throws CaptureError for a file that can't be read or played
 * @throws ServerUnreachableError when nobody answers at the target
 */
export async function runReplay({ target, file, clock, signal, print }: RunReplayOptions): Promise<ReplayReport> {
  const capture = readCapture(file);
  const records = new RecordClient(target.url, target.apiKey, clock);
  await records.ping();
  const replay = new ReplayRunner(target, capture, clock);
  const recordWatch = new RecordWatch(records, replay.callSid, clock, null);
  const replayed = await replay.run(signal);
  const record = await recordWatch.finish();
  const diff = compare(observeCapture(capture), replayed);
  const report: ReplayReport = {
    capture: basename(file),
    callSid: replay.callSid,
    ok: diff.length === 0,
    outcome: record?.outcome ?? null,
    appointment: record ? await records.appointmentBookedBy(replay.callSid) : null,
    turns: record?.turns ?? [],
    tools: record?.tools ?? [],
    diff,
  };
  for (const line of summaryLines(report)) print?.(line);
  return report;
}

function readCapture(file: string): Capture {
  const capture = parseCapture(file, readText(file));
  const [first] = capture.entries;
  if (first?.type !== 'webhook' || first.fields.Direction !== 'inbound')
    throw new CaptureError(`${file} does not begin with a call that comes in`);
  return capture;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CaptureError(`${file} can not be read`);
  }
}

function summaryLines({ capture, outcome, appointment, callSid, turns, tools, diff }: ReplayReport): string[] {
  return [
    ...turns.map(({ role, text, heard, interrupted }) => `  ${role.padEnd(6)}  ${interrupted ? `${heard} …` : text}`),
    '',
    `  replayed     ${capture}`,
    `  outcome      ${outcome ?? 'unknown'}`,
    `  appointment  ${appointment ? `${appointment.type}, ${appointment.startsAt}` : 'none'}`,
    `  tools        ${tools.map(({ name, status }) => `${name}: ${status}`).join(', ') || 'none'}`,
    `  call         ${callSid}`,
    '',
    ...(diff.length === 0
      ? ['  ✓ the server did what it did in the recording']
      : diff.map(({ what, recorded, replayed }) => `  ✗ ${what}: recorded ${recorded}, now ${replayed}`)),
    '',
  ];
}
