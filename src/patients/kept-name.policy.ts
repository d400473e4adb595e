import { redactTurns } from '../compliance/redaction/redaction.policy.js';

/** A name as it is kept: a card number that was put into it, or into both halves of it, is none of it. */
export function keptName<Named extends { givenName: string; familyName: string }>(named: Named): Named {
  const halves = [named.givenName, named.familyName].map((text) => ({ role: 'caller' as const, text }));
  const [givenName = '', familyName = ''] = redactTurns(halves, 'stored');
  return { ...named, givenName, familyName };
}
