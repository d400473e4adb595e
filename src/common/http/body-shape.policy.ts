/** More than any of our documents has, and little enough for whatever goes down into each of them. */
export const MAX_BODY_DEPTH = 32;

/** What is wrong with a body of JSON before anybody knows what it is meant to be; null when nothing is. */
export function bodyShapeFault(body: unknown): string | null {
  let level: object[] = isObject(body) ? [body] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_BODY_DEPTH) return `is nested deeper than ${MAX_BODY_DEPTH} levels`;
    // Where any name may stand, a copy would take it for its own kind. Nobody else refuses it there.
    if (level.some((value) => Object.hasOwn(value, '__proto__'))) return 'has fields that are not known';
    level = level.flatMap((value) => Object.values(value) as unknown[]).filter(isObject);
  }
  return null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
