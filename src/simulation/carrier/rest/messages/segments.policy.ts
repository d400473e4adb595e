const GSM_7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take an escape before them. */
const GSM_7_EXTENDED = new Set('\f^{}\\[~]|€');

export const MAX_BODY_LENGTH = 1600;

/**
 * How many parts a text is sent in: 160 characters of the GSM alphabet (3GPP TS 23.038), or 70 UTF-16 units when one
 * character lies outside it. Joining several parts costs 7, or 3, of each.
 */
export function segmentsOf(body: string): number {
  const septets = [...body].reduce((sum, char) => sum + septetsOf(char), 0);
  if (Number.isFinite(septets)) return septets <= 160 ? 1 : Math.ceil(septets / 153);
  return body.length <= 70 ? 1 : Math.ceil(body.length / 67);
}

function septetsOf(char: string): number {
  if (GSM_7.has(char)) return 1;
  return GSM_7_EXTENDED.has(char) ? 2 : Infinity;
}
