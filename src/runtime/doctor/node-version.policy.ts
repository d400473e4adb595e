/** Whether a version satisfies a range of the form `>=20.19`, which is the one that package.json uses. */
export function satisfies(version: string, range: string): boolean {
  const [wanted, has] = [range.replace(/^>=/, ''), version.replace(/^v/, '')].map((text) =>
    text.split('.').map(Number),
  );
  for (const [index, part] of (wanted ?? []).entries()) {
    const difference = (has?.[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
