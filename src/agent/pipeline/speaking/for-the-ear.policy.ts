/**
 * How a piece is given to the voice: phone numbers digit by digit in their groups, e-mail addresses in words. The rest voices
 * read well by themselves. What is shown stays as it was written.
 */
export function forTheEar(piece: string): string {
  return piece.replace(EMAIL, spelledAddress).replace(ABROAD, spelledGroups).replace(PHONE, spelledNumber);
}

const EMAIL = /[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g;

/** Ten digits, in North America's groups or unbroken, with or without its country code. */
const PHONE = /(?<![\w$.+-])(?:\+?(1)[ .-]?)?\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})(?![\w]|[.-]\d)/g;

/** With another country code, in the groups that it is written in. */
const ABROAD = /(?<![\w$.+-])\+[2-9]\d{0,2}(?:[ .-]\(?\d{2,4}\)?){2,5}(?![\w]|[.-]\d)/g;

function spelledNumber(_number: string, country: string | undefined, ...parts: unknown[]): string {
  const groups = parts.slice(0, 3).map(String);
  return [...(country === undefined ? [] : [country]), ...groups].map(spelled).join(', ');
}

function spelledGroups(number: string): string {
  return (number.match(/\d+/g) ?? []).map(spelled).join(', ');
}

const spelled = (digits: string): string => [...digits].join(' ');

const marks: Readonly<Record<string, string>> = {
  '@': 'at',
  '.': 'dot',
  '-': 'dash',
  _: 'underscore',
  '+': 'plus',
  '%': 'percent',
};

function spelledAddress(address: string): string {
  return address.replace(/[@._%+-]/g, (mark) => ` ${marks[mark] ?? mark} `).replace(/ {2,}/g, ' ');
}
