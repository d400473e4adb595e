import { parseXml, type XmlNode } from '../carrier/twiml-xml.protocol.js';
import type { Capture } from './capture-file.protocol.js';

/** What a server did in a call, as far as two playings of one call can be compared. */
export interface Observation {
  /** In the order of the requests. */
  answers: { path: string; answer: string }[];
  /** In the order in which they were opened. */
  streams: { ending: string; clears: number }[];
}

export interface Difference {
  what: string;
  recorded: string;
  replayed: string;
}

/** E.g. `200 Connect(Stream(Parameter))`. */
export function describeAnswer(status: number, twiml: string): string {
  const document = parseXml(twiml);
  const verbs = 'malformed' in document ? [] : (document.root?.children ?? []);
  return [status, ...verbs.map(outline)].join(' ');
}

const outline = ({ name, children }: XmlNode): string =>
  children.length === 0 ? name : `${name}(${children.map(outline).join(' ')})`;

/** The close code tells something when the server chose it. */
export const describeEnding = (by: string, code: number): string =>
  by === 'server' ? `by server, ${code}` : `by ${by}`;

export function observeCapture({ entries }: Capture): Observation {
  const answers = new Map<string, Observation['answers'][number]>();
  const streams = new Map<string, Observation['streams'][number]>();
  for (const entry of entries) {
    if (entry.type === 'webhook') answers.set(entry.id, { path: entry.path, answer: 'none' });
    if (entry.type === 'stream_opened') streams.set(entry.stream, { ending: 'none', clears: 0 });
    const asked = entry.type === 'answer' ? answers.get(entry.id) : undefined;
    if (asked && entry.type === 'answer') asked.answer = describeAnswer(entry.status, entry.twiml);
    const stream = 'stream' in entry ? streams.get(entry.stream) : undefined;
    if (stream && entry.type === 'stream_closed') stream.ending = describeEnding(entry.by, entry.code);
    if (stream && entry.type === 'out' && entry.event === 'clear') stream.clears += 1;
  }
  return { answers: [...answers.values()], streams: [...streams.values()] };
}

export function compare(recorded: Observation, replayed: Observation): Difference[] {
  const pairs: Difference[] = [];
  recorded.answers.forEach(({ path, answer }, i) =>
    pairs.push({ what: `answer ${i + 1}, ${path}`, recorded: answer, replayed: replayed.answers[i]?.answer ?? 'none' }),
  );
  recorded.streams.forEach((stream, i) => {
    const other = replayed.streams[i];
    pairs.push(
      { what: `stream ${i + 1}, closed`, recorded: stream.ending, replayed: other?.ending ?? 'not opened' },
      { what: `stream ${i + 1}, clears`, recorded: String(stream.clears), replayed: String(other?.clears ?? 0) },
    );
  });
  return pairs.filter((pair) => pair.recorded !== pair.replayed);
}
