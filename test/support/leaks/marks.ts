/** Who and what must not be found anywhere: unmistakable, and of every kind that the product comes to know. */
export const MARKS = {
  givenName: 'Zebulonia',
  familyName: 'Quartermarque',
  phone: '+15125557391',
  orderedPhone: '+15125557392',
  birthDate: '1987-11-23',
  email: 'zebu.q@marquemail.example',
  memberId: 'XK7739921QZ',
  card: '4111 1111 1111 1111',
  sentence: 'my periwinkle walrus aches',
  agentSentence: 'the periwinkle flamingo is noted',
  note: 'a vermilion ocelot sits on the molar',
  textBody: 'the cobalt heron bit me',
  callerName: 'QUARTERMARQUE Z',
  toolName: 'tool_of_zebulonia',
  argument: 'mauve pangolin',
  path: 'pathmark-ocelot',
  query: 'querymark-heron',
  header: 'headermark-walrus',
  cookie: 'cookiemark-flamingo',
  bearer: 'bearermark-pangolin',
  body: 'bodymark-capybara',
  field: 'fieldmark-tapir',
  frame: 'framemark-axolotl',
  forged: 'forgedmark-quokka',
  refusal: 'refusalmark-numbat',
  stray: 'straymark-okapi',
  code: 'codemark-kinkajou',
} as const;

const unpadded = (bytes: Buffer, encoding: 'base64' | 'base64url') => bytes.toString(encoding).replaceAll('=', '');

/** In base64 the same text looks differently by where it begins: without the ends, which the neighbours change. */
function base64Forms(value: string): string[] {
  return [0, 1, 2].flatMap((shift) =>
    (['base64', 'base64url'] as const).map((encoding) =>
      unpadded(Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]), encoding).slice(shift ? shift + 1 : 0, -2),
    ),
  );
}

function spokenForms(value: string): string[] {
  const digits = value.replaceAll(/\D/g, '');
  if (/^\+1\d{10}$/.test(value)) {
    const [area, exchange, line] = [digits.slice(1, 4), digits.slice(4, 7), digits.slice(7)];
    return [
      digits.slice(1),
      `${area}-${exchange}-${line}`,
      `${area} ${exchange} ${line}`,
      `(${area}) ${exchange}-${line}`,
    ];
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    const [year = '', month = '', day = ''] = value.split('-');
    const name = new Date(`${value}T00:00:00Z`).toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
    return [digits, `${month}/${day}/${year}`, `${name} ${Number(day)}, ${year}`];
  }
  return /^[\d ]{13,}$/.test(value) ? [digits, digits.replaceAll(/(.{4})(?=.)/g, '$1-')] : [];
}

const UP_TO_CASE = (value: string): string[] => {
  const plain = [value, ...spokenForms(value)];
  const escaped = plain.flatMap((form) => [
    JSON.stringify(form).slice(1, -1),
    encodeURIComponent(form),
    encodeURIComponent(form).replaceAll('%20', '+'),
    Buffer.from(form).toString('hex'),
  ]);
  return [...new Set([...plain, ...escaped].map((form) => form.toLowerCase()))];
};

const FORMS = Object.entries(MARKS).map(([name, value]) => ({
  name,
  anyCase: UP_TO_CASE(value),
  exact: base64Forms(value),
}));

/** The names of the marks that a text holds, in any usual form: escaped, encoded, in digits, in lower case. */
export function marksIn(text: string): string[] {
  const lower = text.toLowerCase();
  return FORMS.filter(
    ({ anyCase, exact }) => anyCase.some((form) => lower.includes(form)) || exact.some((form) => text.includes(form)),
  ).map(({ name }) => name);
}
