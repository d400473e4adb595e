/** One key for the ways of writing a name: `Zoë  O'Brien-Smith` and `zoe obrien smith`. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{Mark}'’.]/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** The same without spaces: on the phone "Mc Donald" and "McDonald" are one name. */
export const nameInOnePiece = (name: string): string => nameKey(name).replaceAll(' ', '');
