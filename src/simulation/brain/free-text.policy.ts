/** Words of the caller that go into a call as they were said. */

const BECAUSE =
  /\b(?:because|since|as) (?=(?:i|my|we|our|the|it|he|she|something|there|of)\b)|\b(?:due to|the reason is(?: that)?) /i;
const INSURERS =
  /\b((?:delta|aetna|cigna|metlife|met life|guardian|humana|united ?health\w*|united concordia|blue (?:cross|shield)|anthem|ameritas|principal|sun life|geha|medicaid|lincoln|careington)(?: (?:[a-z]*dental|blue shield|care|ppo|hmo|financial|[A-Z][a-z]+))*)/i;
const INSURED_WITH =
  /\b(?:insured (?:with|by|through)|insurance (?:is|with|from|through|company is)|covered by|plan (?:is|with|from)|insurer is|carrier is) (?:with |called )?((?:\p{Lu}[\p{L}&'-]*)(?: \p{Lu}[\p{L}&'-]*)*)/u;
const ANSWER_LEAD =
  /^\W*(?:(?:um|uh|well|yes|sure|okay|ok|so|oh|it is|it's|that is|that's|i have|we have|i've got|my insurance is|the insurance is|i am with|i'm with|with)\b[,.\s]*)+/i;

/**
 * The answer to an open question, or what answers it unasked: a reason after `because`, the name of an insurer.
 * @param noun what the text is about, e.g. `reason`.
 */
export function freeTextIn(text: string, noun: string, asked: boolean): string | null {
  const said = text.trim();
  if (/\b(insurer|insurance|carrier)\b/.test(noun)) return insurerIn(said, asked);
  if (asked) return said === '' ? null : said;
  return /\breason\b/.test(noun) ? reasonIn(said) : null;
}

function insurerIn(said: string, asked: boolean): string | null {
  const named = INSURED_WITH.exec(said)?.[1] ?? INSURERS.exec(said)?.[1];
  if (named !== undefined) return named.trim();
  const rest = asked ? said.replace(ANSWER_LEAD, '').replace(/[\s.,!]+$/, '') : '';
  return rest === '' ? null : rest;
}

function reasonIn(said: string): string | null {
  const because = BECAUSE.exec(said);
  const reason =
    because &&
    said
      .slice(because.index + because[0].length)
      .split(/(?<=[.!?])\s/)[0]
      ?.replace(/[.!?\s]+$/, '');
  return reason ? reason : null;
}
