/** The fields of a change that are not so already. */
export const changedFields = <Fields extends object>(now: Fields, wanted: Partial<Fields>): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== undefined && !isSame(value, now[name as keyof Fields])),
  ) as Partial<Fields>;

const isSame = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b;

/** Their names, for the audit trail: it never holds what they were changed to. */
export const fieldNames = (changed: object): string => Object.keys(changed).sort().join(' ');
