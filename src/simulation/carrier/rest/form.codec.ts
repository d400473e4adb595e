import { RestError, type RestErrorCode } from './rest.errors.js';

const E164 = /^\+[1-9]\d{6,14}$/;

/** @throws RestError `missing` or `invalid`. */
export function phoneNumberIn(
  form: URLSearchParams,
  name: string,
  codes: { missing: RestErrorCode; invalid: RestErrorCode },
): string {
  const value = form.get(name)?.trim();
  if (!value) throw new RestError(codes.missing);
  if (!E164.test(value)) throw new RestError(codes.invalid);
  return value;
}

/** An absolute http address, or null where there is none. @throws RestError `invalid`. */
export function addressIn(form: URLSearchParams, name: string, invalid: RestErrorCode): string | null {
  const value = form.get(name);
  if (!value) return null;
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) throw new RestError(invalid);
  return value;
}

/** One of a few words, or null where there is none. @throws RestError `invalid`. */
export function wordIn<Word extends string>(
  form: URLSearchParams,
  name: string,
  words: readonly Word[],
  invalid: RestErrorCode = 20001,
): Word | null {
  return wordsIn(form, name, words, invalid)[0] ?? null;
}

/** Lists come as a repeated field. @throws RestError `invalid`. */
export function wordsIn<Word extends string>(
  form: URLSearchParams,
  name: string,
  words: readonly Word[],
  invalid: RestErrorCode = 20001,
): Word[] {
  return form
    .getAll(name)
    .filter((value) => value !== '')
    .map((value) => {
      const word = words.find((candidate) => candidate === value);
      if (word === undefined) throw new RestError(invalid);
      return word;
    });
}

/** The real carrier can be told to call addresses by GET; this one can't, and says so rather than pretend. */
export function refuseOtherMethods(form: URLSearchParams): void {
  for (const name of form.keys()) if (name.endsWith('Method')) wordIn(form, name, ['POST']);
}
