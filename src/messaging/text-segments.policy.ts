/** The alphabet of texts (3GPP TS 23.038): one septet each. */
const GSM = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take an escape before them: two septets. */
const GSM_ESCAPED = new Set('\f^{}\\[~]|€');

/** What one part holds when it is alone, and when it has to say which of several it is. */
const SEPTETS = { alone: 160, joined: 153 };
const UTF_16_UNITS = { alone: 70, joined: 67 };

/**
 * How many parts a text is sent, and paid, in. One character outside of the alphabet of texts, such as an emoji or a typographic
 * apostrophe, more than halves what fits into each.
 */
export function segmentsOf(body: string): number {
  const characters = [...body];
  const septets = characters.map(septetsOf);
  return septets.every((cost) => cost !== null)
    ? partsOf(septets, SEPTETS)
    : partsOf(
        characters.map((character) => character.length),
        UTF_16_UNITS,
      );
}

/** Null for a character that is not in the alphabet. */
function septetsOf(character: string): number | null {
  if (GSM.has(character)) return 1;
  return GSM_ESCAPED.has(character) ? 2 : null;
}

/** No character is cut in two by the end of a part. */
function partsOf(costs: readonly number[], holds: { alone: number; joined: number }): number {
  if (costs.reduce((sum, cost) => sum + cost, 0) <= holds.alone) return 1;
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > holds.joined) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return parts;
}
