import { BYTES_PER_MS } from './frame.types.js';
import type { TextSegment } from './playout.types.js';
import { wordsSaid } from './spoken-length.policy.js';

/** Nobody speaks faster than 22 characters a second; common voices of text-to-speech make 14 to 17. */
const LEAST_BYTES_PER_CHARACTER = Math.floor((1000 * BYTES_PER_MS) / 22);
/** A slow voice, or one that reads out times and numbers. */
const MOST_BYTES_PER_CHARACTER = Math.ceil((1000 * BYTES_PER_MS) / 12);

export interface SpokenTurn {
  readonly segments: readonly TextSegment[];
  readonly sentBytes: number;
  /** All audio of the turn has been sent. */
  readonly audioDone: boolean;
  /** No more audio will come, whether or not what is there says the whole text. */
  readonly brokenOff: boolean;
}

/** A piece of the turn's text and the part of its audio that says it. */
interface Passage {
  text: string;
  fromByte: number;
  toByte: number;
}

/**
 * Estimates which words `heardBytes` of a turn's audio carry: within a passage of text, the share of its spoken length that
 * equals the share of its audio, cut after the last whole word. Nothing heard is no text, all heard is all text unless the audio
 * broke off, where the pace of a slow voice tells how far it came: better to say a word twice than to leave it out. A text that
 * came before its audio counts once there is some.
 *
 * A passage is a text between two places where text came in between audio. Providers send a text before its audio or after,
 * and don't promise which; and texts may run ahead. So a place counts as a border only if the audio up to there is long
 * enough to have said the text that belongs there; otherwise two texts share their audio.
 */
export function heardPrefix(turn: SpokenTurn, heardBytes: number): string {
  if (heardBytes <= 0) return '';
  const passages = passagesOf(turn);
  const known = passages.filter(({ fromByte }) => turn.audioDone || fromByte < turn.sentBytes);
  if (heardBytes >= turn.sentBytes && !turn.brokenOff) return joined(known);

  const current = known.findIndex(({ toByte }) => heardBytes < toByte || toByte === turn.sentBytes);
  const passage = known[current];
  if (!passage) return joined(known);
  const begun = wordsSaid(passage.text, shareHeard(turn, passage, heardBytes - passage.fromByte));
  return [...known.slice(0, current).map(({ text }) => text), ...(begun === '' ? [] : [begun])].join(' ');
}

/** What even a slow voice has said of a text after so much of its audio: better to say a word twice than to leave it out. */
export const saidAtLeast = (text: string, heardBytes: number): string =>
  wordsSaid(text, Math.min(1, heardBytes / Math.max(1, text.length * MOST_BYTES_PER_CHARACTER)));

const joined = (passages: readonly Passage[]): string => passages.map(({ text }) => text).join(' ');

function shareHeard(turn: SpokenTurn, passage: Passage, heardBytes: number): number {
  const { text, fromByte, toByte } = passage;
  // What is there of a last passage's audio may not be all of it: the rest is on its way, or will never come.
  const mayLackAudio = toByte === turn.sentBytes && !turn.audioDone;
  const leastBytes = text.length * (turn.brokenOff ? MOST_BYTES_PER_CHARACTER : LEAST_BYTES_PER_CHARACTER);
  const bytes = mayLackAudio ? Math.max(toByte - fromByte, leastBytes) : toByte - fromByte;
  return Math.min(1, heardBytes / bytes);
}

function passagesOf(turn: SpokenTurn): Passage[] {
  const groups = groupedByPlace(turn.segments);
  const first = groups[0];
  if (!first) return [];
  const textLeads = first.atByte === 0 || !holds(first.text, first.atByte);
  const passages: Passage[] = [];
  let open: Passage = { text: '', fromByte: 0, toByte: turn.sentBytes };
  groups.forEach((group, i) => {
    open.text = open.text === '' ? group.text : `${open.text} ${group.text}`;
    const borderByte = textLeads ? groups[i + 1]?.atByte : group.atByte;
    if (borderByte === undefined || !holds(open.text, borderByte - open.fromByte)) return;
    passages.push({ ...open, toByte: borderByte });
    open = { text: '', fromByte: borderByte, toByte: turn.sentBytes };
  });
  return open.text === '' ? passages : [...passages, open];
}

/** So much audio may say all of the text. */
export const holds = (text: string, bytes: number): boolean =>
  bytes >= Math.max(1, text.length * LEAST_BYTES_PER_CHARACTER);

function groupedByPlace(segments: readonly TextSegment[]): TextSegment[] {
  const groups: TextSegment[] = [];
  for (const segment of segments) {
    const last = groups.at(-1);
    if (last?.atByte === segment.atByte) groups.splice(-1, 1, { ...last, text: `${last.text} ${segment.text}` });
    else groups.push(segment);
  }
  return groups;
}
