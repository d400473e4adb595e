import type { Message } from './message.types.js';

/**
 * Whether a text is among those a list asks for. `DateSent` is a day in UTC; `DateSent>` and `DateSent<` take a day or an
 * instant and include it, though their names don't say so.
 */
export function isAskedFor(message: Message, query: URLSearchParams): boolean {
  const sentAt = message.sentAt?.toString({ smallestUnit: 'second' }) ?? null;
  const sentHolds = (name: string, holds: (sent: string, limit: string) => boolean): boolean => {
    const limit = query.get(name);
    if (!limit) return true;
    return sentAt !== null && holds(sentAt.slice(0, limit.length), limit);
  };
  return (
    (query.get('To') ?? message.to) === message.to &&
    (query.get('From') ?? message.from) === message.from &&
    sentHolds('DateSent', (sent, limit) => sent.slice(0, 10) === limit.slice(0, 10)) &&
    sentHolds('DateSent>', (sent, limit) => sent >= limit) &&
    sentHolds('DateSent<', (sent, limit) => sent <= limit)
  );
}
