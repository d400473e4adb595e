import { redactText } from '../compliance/redaction/redaction.policy.js';
import type { CallHistory, Handover } from '../calls/calls.types.js';

const WHY: Record<Handover['reason'], string> = {
  caller_asked: 'The caller asked for a person.',
  keypad: 'The caller pressed zero for a person.',
  emergency: 'The caller describes an emergency.',
  failed_turns: 'The assistant could not understand the caller.',
  agent: 'The assistant could not help.',
  no_agent: 'The assistant is not available.',
  staff: 'Somebody at the clinic took the call over from the assistant.',
};

/**
 * What a person at the desk hears before taking a call: who, why, and what was already done. It goes out over the carrier to a
 * phone that may be anybody's, so a caller's numbers and birth date are not in it: the desk reads them in the record.
 */
export function whisperText(handover: Handover | null, { tools }: CallHistory): string {
  const booking = tools.findLast(({ name, status }) => name === 'book_appointment' && status === 'succeeded');
  const who = textIn(booking?.arguments, 'patientName');
  const when = textIn(booking?.result, 'label');
  return [
    'A call for you.',
    who === null ? '' : `The caller's name is ${redactText(who, 'leaving')}.`,
    WHY[handover?.reason ?? 'agent'],
    redactText(handover?.summary ?? '', 'leaving'),
    when === null ? '' : `In this call a visit was booked: ${when}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function textIn(value: unknown, key: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : null;
  return typeof found === 'string' ? found : null;
}
