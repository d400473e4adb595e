import type { AuditEntry } from './compliance.types.js';

/** Stands in an entry where a person's words would have been. */
export const WITHHELD = 'withheld';

/** Ids, words of lists, times, zones, digests. */
const TOKEN = /^[\w.:,+/=-]*$/;
/** Several of them, with spaces between, where that is what a detail is: names of fields, of scopes, of kinds. */
const LISTS = ['by', 'fields', 'kinds', 'scopes'];
const LONGEST = 300;
/** A number under which somebody is reached, a card or a social security number: nothing else of ours is digits alone. */
const NUMBER = /^\+?[\d.-]{7,24}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isToken = (text: string): boolean => TOKEN.test(text) && (DAY.test(text) || !NUMBER.test(text));

/** Rows that are named by something else than an id: a number of the clinic's own, and what was deleted on a day. */
const OWN_NAMES: Readonly<Record<string, RegExp>> = {
  phone_number: /^\+\d{7,15}$/,
  retention_run: /^\d{4}-\d{2}-\d{2} [a-z_]+$/,
};

/**
 * What may enter the trail: nothing in it can ever be taken out again, so what has the look of words or of somebody's number is left
 * out. A name in one word has no look of its own: callers see to that.
 */
export function withoutWords(entry: AuditEntry): AuditEntry {
  const { subject, actor, detail = {} } = entry;
  const kept = (text: string, parts = [text]) => (text.length <= LONGEST && parts.every(isToken) ? text : WITHHELD);
  const details = Object.entries(detail).map(([name, value]) => [
    name,
    typeof value !== 'string' ? value : kept(value, LISTS.includes(name) ? value.split(' ') : [value]),
  ]);
  return {
    ...entry,
    // Whoever runs a command stands there as they are called.
    actor: actor.kind === 'operator' ? actor : { ...actor, id: kept(actor.id) },
    subject: { ...subject, id: OWN_NAMES[subject.kind]?.test(subject.id) ? subject.id : kept(subject.id) },
    detail: Object.fromEntries(details) as AuditEntry['detail'] & object,
  };
}
