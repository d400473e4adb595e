import type { FieldIssue } from '../common/errors/domain.error.js';
import { DIAL_REFUSALS, whyNotDial } from '../common/validation/dialled-number.js';
import type { Settings } from './clinic-settings.types.js';

/**
 * What does not go together in a clinic's settings. Each is told of a field that the change names, so that whoever reads it
 * knows what to send instead.
 *
 * @param changed the names of what the change is about
 * @param ownNumbers the lines that the receptionist answers
 */
export function contradictions(
  settings: Settings,
  changed: ReadonlySet<keyof Settings>,
  ownNumbers: readonly string[],
): FieldIssue[] {
  const { overflow, deskNumber, outboundFromMinute, outboundUntilMinute } = settings;
  const issues: FieldIssue[] = [];
  if (overflow === 'ring_desk' && deskNumber === null) {
    issues.push(
      changed.has('deskNumber')
        ? { field: '/deskNumber', detail: 'is needed as long as overflow is ring_desk' }
        : { field: '/overflow', detail: 'ring_desk needs a deskNumber' },
    );
  }
  if (outboundFromMinute >= outboundUntilMinute) {
    issues.push(
      changed.has('outboundFromMinute')
        ? { field: '/outboundFromMinute', detail: 'must be before outboundUntilMinute' }
        : { field: '/outboundUntilMinute', detail: 'must be after outboundFromMinute' },
    );
  }
  for (const name of ['deskNumber', 'onCallNumber'] as const) {
    const number = settings[name];
    // The receptionist would hand the call to itself.
    if (changed.has(name) && number !== null && ownNumbers.includes(number)) {
      issues.push({ field: `/${name}`, detail: 'is a line that the receptionist answers' });
    }
    const refusal = number === null ? null : whyNotDial(number, settings);
    if (refusal === null) continue;
    if (changed.has(name)) issues.push({ field: `/${name}`, detail: DIAL_REFUSALS[refusal] });
    for (const places of ['dialCountries', 'dialPrefixes'] as const) {
      if (changed.has(places) && !changed.has(name))
        issues.push({ field: `/${places}`, detail: `leaves no way to ${name}` });
    }
  }
  return issues;
}
