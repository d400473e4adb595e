import type { CallReport } from './call-report.types.js';
import type { CallProgress } from './caller.types.js';
import { describe } from './expectation.policy.js';
import { STAGES, type TurnStages } from './record.types.js';

/** Puts a style around a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;
type Style = 'dim' | 'bold' | 'green' | 'red' | 'yellow' | 'cyan' | 'magenta';

const SGR: Record<Style, number> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 };

export const plain: Paint = (_style, text) => text;
export const coloured: Paint = (style, text) => `\u001b[${SGR[style]}m${text}\u001b[0m`;

const SHOWN_WORDS = 6;

/** A line of the live transcript, or null for what a reader need not see. `atMs` is the time since the call was placed. */
export function transcriptLine(progress: CallProgress, atMs: number, paint: Paint): string | null {
  switch (progress.type) {
    case 'said': {
      const { who, text } = progress.remark;
      return line(atMs, who, paint(who === 'caller' ? 'yellow' : 'cyan', text), paint);
    }
    case 'tool': {
      const took = progress.durationMs === null ? '' : `, ${progress.durationMs} ms`;
      return line(atMs, 'tool', paint('magenta', `${progress.name}: ${progress.status}${took}`), paint);
    }
    case 'cut_short':
      return line(atMs, 'cut', paint('dim', cutText(progress)), paint);
    case 'whispered':
      return line(atMs, '> desk', paint('cyan', progress.text), paint);
    case 'texted':
      return line(atMs, 'text', paint('cyan', progress.text), paint);
    case 'rival':
      return line(atMs, 'other', paint('dim', `${progress.scenario} ${progress.phase.replaceAll('_', ' ')}`), paint);
    case 'carrier':
      return carrierLine(progress.event, atMs, paint);
  }
}

/** Where the agent was cut: the last words that were heard and the first that were not. */
function cutText({ heard, text }: { heard: string; text: string }): string {
  const heardWords = heard.trim().split(/\s+/).filter(Boolean);
  const unheardWords = text.slice(heard.length).trim().split(/\s+/).filter(Boolean);
  const before =
    heardWords.length === 0 ? 'nothing heard' : `heard up to "${heardWords.slice(-SHOWN_WORDS).join(' ')}"`;
  if (unheardWords.length === 0) return before;
  const more = unheardWords.length > SHOWN_WORDS ? ' …' : '';
  return `${before}, not heard: "${unheardWords.slice(0, SHOWN_WORDS).join(' ')}${more}"`;
}

function carrierLine(
  event: Extract<CallProgress, { type: 'carrier' }>['event'],
  atMs: number,
  paint: Paint,
): string | null {
  const say = (text: string) => line(atMs, 'line', paint('dim', text), paint);
  switch (event.type) {
    case 'answered':
      return say('answered');
    case 'stream_closed':
      return event.by === 'network' ? say('the media stream broke off') : null;
    case 'dial_answered':
      return say('the called phone is picked up');
    case 'dial_ended':
      return event.bridged ? null : say(`the called phone: ${event.status}`);
    case 'failed':
      return line(atMs, 'line', paint('red', event.detail), paint);
    case 'ended':
      return say(
        `the ${event.ending.by === 'caller' ? 'caller' : 'clinic'} hung up after ${clock(event.ending.durationMs)}`,
      );
    default:
      return null;
  }
}

/** ` 0:07.4  agent   How can I help you?` */
const line = (atMs: number, who: string, text: string, paint: Paint): string =>
  `${paint('dim', clock(atMs).padStart(7))}  ${paint('bold', who.padEnd(6))}  ${text}`;

function clock(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const seconds = Math.floor(tenths / 10);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${tenths % 10}`;
}

/** What each stage is to a person, in the order of `TurnStages`. */
const STAGE_NAMES: Record<keyof TurnStages, string> = {
  endOfTurnMs: 'end of turn decided',
  firstTokenMs: 'first token',
  firstAudioMs: 'first audio',
  toCarrierMs: 'to the carrier',
  heardMs: 'heard',
  toolMs: 'tools',
  bargeInMs: 'silenced when cut',
  reconnectMs: 'without an agent',
};

/** The first five count from the caller's last sound; the server's end of the line, so less than at the caller's ear. */
export function stageLines(stages: CallReport['stages'], paint: Paint): string[] {
  const measured = STAGES.flatMap((stage) => (stages[stage] ? [{ name: STAGE_NAMES[stage], ...stages[stage] }] : []));
  if (measured.length === 0) return [];
  const row = (name: string, ...columns: (string | number)[]) =>
    `  ${name.padEnd(19)}${columns.map((column) => String(column).padStart(9)).join('')}`;
  return [
    paint('dim', row('of an answer', 'turns', 'median', 'max')),
    ...measured.map(({ name, count, median, max }) => row(name, count, `${median} ms`, `${max} ms`)),
    '',
  ];
}

/** What a person wants to know when the call is over. */
export function summaryLines(report: CallReport, paint: Paint): string[] {
  const { appointment, latencyMs, expectations } = report;
  const reply = latencyMs.median === null ? 'no reply' : `${latencyMs.median} ms median, ${latencyMs.max} ms at most`;
  return [
    '',
    ...stageLines(report.stages, paint),
    `  outcome      ${paint('bold', report.outcome ?? 'unknown')}`,
    `  appointment  ${appointment ? `${describe(appointment)}, ${appointment.patient.name} with ${appointment.provider}` : 'none'}`,
    `  replies      ${reply}`,
    `  silence      ${report.longestSilenceMs} ms at most`,
    `  call         ${report.callSid}`,
    '',
    ...expectations.map(({ what, held, found }) => {
      if (held === null) return `  ${paint('dim', `- ${what} (not judged: ${found})`)}`;
      return held ? `  ${paint('green', '✓')} ${what}` : `  ${paint('red', '✗')} ${what} ${paint('dim', `(${found})`)}`;
    }),
    '',
  ];
}
