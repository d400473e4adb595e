import type { ClinicName } from './clinic-name.types.js';

/** What was chosen, or what to tell the person who has to choose. */
export type Choice<Value> = { kind: 'chosen'; value: Value } | { kind: 'unclear'; message: string };

/** @param wanted E.164; null takes the only one there is. */
export function chooseNumber<Owned extends { number: string }>(
  owned: readonly Owned[],
  wanted: string | null,
): Choice<Owned> {
  const [first] = owned;
  if (!first) return unclear('The Twilio account has no number. Buy one in the console first.');
  const list = owned.map(({ number }) => `  ${number}`).join('\n');
  if (wanted !== null) {
    const named = owned.find(({ number }) => number === wanted);
    return named ? chosen(named) : unclear(`The Twilio account has no number ${wanted}. It has:\n${list}`);
  }
  if (owned.length === 1) return chosen(first);
  return unclear(`The Twilio account has ${owned.length} numbers. Name one of them with --number:\n${list}`);
}

/**
 * The clinic that is to answer. One that answers the number already stays: moving a line means taking it from somebody.
 * @param wanted name or id; null takes the only one there is.
 */
export function chooseClinic(
  clinics: readonly ClinicName[],
  answering: ClinicName | null,
  wanted: string | null,
): Choice<ClinicName> {
  const list = clinics.map(({ id, name }) => `  ${name} (${id})`).join('\n');
  const named = clinics.filter(({ id, name }) => id === wanted || name === wanted);
  if (wanted !== null && named.length === 0) return unclear(`There is no clinic "${wanted}". There are:\n${list}`);
  if (answering) {
    if (wanted === null || named.some(({ id }) => id === answering.id)) return chosen(answering);
    return unclear(`The number belongs to ${answering.name}. Remove it from the table phone_numbers first.`);
  }
  const [only, another] = wanted === null ? clinics : named;
  if (!only) return unclear('The database has no clinic that could answer. `npm run clinic:add` makes one.');
  return another ? unclear(`There are several clinics. Name one by its id with --clinic:\n${list}`) : chosen(only);
}

const chosen = <Value>(value: Value): Choice<Value> => ({ kind: 'chosen', value });
const unclear = (message: string): Choice<never> => ({ kind: 'unclear', message });
