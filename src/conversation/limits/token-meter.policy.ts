import type { CallHistory } from '../../calls/calls.types.js';

/** About what one token is, in English and in JSON. */
const CHARS_PER_TOKEN = 4;

/** What the model has read and written in one call, in characters. */
export interface Reading {
  /** Read anew in every turn of the model: instructions and tools. */
  briefChars: number;
  /** The conversation as the present session has it. */
  contextChars: number;
  /** Read and written so far, on all sessions of the call. */
  spentChars: number;
}

export type ReadingEvent =
  /** A session begins with this much. */
  | { type: 'briefed'; briefChars: number; contextChars: number }
  /** The caller's turn, or a tool's answer: the model reads everything once more. */
  | { type: 'read'; chars: number }
  /** The model has said, or asked for, something. */
  | { type: 'wrote'; chars: number };

export const UNREAD: Reading = { briefChars: 0, contextChars: 0, spentChars: 0 };

export function meter(reading: Reading, event: ReadingEvent): Reading {
  switch (event.type) {
    case 'briefed':
      return { ...reading, briefChars: event.briefChars, contextChars: event.contextChars };
    case 'read': {
      const contextChars = reading.contextChars + event.chars;
      return { ...reading, contextChars, spentChars: reading.spentChars + reading.briefChars + contextChars };
    }
    case 'wrote':
      return {
        ...reading,
        contextChars: reading.contextChars + event.chars,
        spentChars: reading.spentChars + event.chars,
      };
  }
}

/** An estimate: only the provider knows. */
export const tokensOf = (chars: number): number => Math.ceil(chars / CHARS_PER_TOKEN);

/**
 * What a call has spent before the present stream, by what is stored of it. `maxContextChars`: no session was given, or kept, more
 * of the conversation than that.
 */
export function spentBefore(
  { turns, tools }: CallHistory,
  briefChars: number,
  maxContextChars: number,
): Pick<Reading, 'spentChars'> {
  const said = turns.map(({ role, text, startedAt }) => ({
    atMs: startedAt.epochMilliseconds,
    events: [{ type: role === 'caller' ? ('read' as const) : ('wrote' as const), chars: text.length }],
  }));
  const ran = tools.map((tool) => ({
    atMs: tool.startedAt.epochMilliseconds,
    events: [
      { type: 'wrote' as const, chars: lengthOf(tool.arguments) },
      { type: 'read' as const, chars: lengthOf(tool.result) },
    ],
  }));
  const { spentChars } = [...said, ...ran]
    .sort((one, other) => one.atMs - other.atMs)
    .flatMap(({ events }) => events)
    .reduce(
      (reading, event) => {
        const next = meter(reading, event);
        return { ...next, contextChars: Math.min(next.contextChars, maxContextChars) };
      },
      { ...UNREAD, briefChars },
    );
  return { spentChars };
}

const lengthOf = (stored: unknown): number => JSON.stringify(stored ?? {}).length;
