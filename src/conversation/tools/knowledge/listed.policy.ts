const EMPTY =
  /^(?:a|an|the|of|for|my|your|our|is|are|do|does|you|i|we|it|on|in|with|and|or|any|have|has|take|accept|accepted|cost|costs|price|prices|much|how|insurance|plan|plans|dental|tooth|teeth|el|la|los|las|un|una|de|del|mi|su|para|con|y|o|cuesta|precio|seguro)$/;

/**
 * The rows whose names have most of what was said, and of those the ones that say least besides: "deep cleaning" is no
 * cleaning, "Delta Dental" is all of its plans. Empty when no name is meant.
 */
export function listedAs<Row>(said: string, rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  const asked = new Set(wordsOf(said));
  const scored = rows.map((row) => {
    const words = wordsOf(nameOf(row));
    const found = words.filter((word) => asked.has(word)).length;
    return { row, found, whole: words.length > 0 && found === words.length };
  });
  const most = Math.max(0, ...scored.map(({ found }) => found));
  if (most === 0) return [];
  const best = scored.filter(({ found }) => found === most);
  const whole = best.filter((one) => one.whole);
  return (whole.length > 0 ? whole : best).map(({ row }) => row);
}

/** Without accents, endings of the plural, and words that every such question has. */
const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFD')
      .replaceAll(/\p{Mn}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => !EMPTY.test(word))
    .map((word) => word.replace(/(?<=\w{3})(?:es|s)$/, ''));
