import type { TurnRecord } from '../../calls/calls.types.js';
import { PLACEHOLDERS } from '../../compliance/redaction/redaction.policy.js';
import { PHRASES } from '../../profiles/phrase.catalogue.js';
import type { CardNotice } from './card-notice.types.js';

const NOTICES: readonly string[] = Object.values(PHRASES).map(({ no_card_numbers: line }) => line);

/** What other streams of the call have heard and said of a card, by what is stored of them. */
export function cardBefore(turns: readonly Pick<TurnRecord, 'role' | 'text'>[]): Omit<CardNotice, 'line'> {
  const latest = turns.findLast(({ role }) => role === 'caller');
  return {
    told: turns.filter(({ role, text }) => role === 'agent' && NOTICES.includes(text)).length,
    saysDigits: latest?.text.includes(PLACEHOLDERS.card) ?? false,
  };
}
