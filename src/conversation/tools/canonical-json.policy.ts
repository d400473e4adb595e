/** The same text for the same value, whatever the order of keys and the white space. What is no JSON stays as it is. */
export function canonicalJson(json: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(json === '' ? '{}' : json)));
  } catch {
    return json;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
