import type { Danger } from '../../calls/calls.types.js';
import type { FirstAidId } from '../../profiles/phrase.catalogue.js';
import { DANGERS } from './triage.reducer.js';

/** What is said for which danger. */
export const ADVICE: Record<Danger, FirstAidId> = {
  airway: 'emergency_911',
  bleeding: 'emergency_bleeding',
  spreading_infection: 'emergency_911',
  jaw_injury: 'emergency_911',
  knocked_out_tooth: 'first_aid_tooth',
};

export const isGraver = (danger: Danger, than: Danger): boolean => DANGERS.indexOf(danger) < DANGERS.indexOf(than);

/** What the agent has to know of it, as lines of its instructions. */
export function linesAbout(danger: Danger, advice: string, isHeard: boolean): string[] {
  return [
    'An emergency:',
    `- The caller spoke of danger, and ${isHeard ? 'has been told' : 'is just being told'} by us: "${advice}" Do not repeat it.`,
    danger === 'knocked_out_tooth'
      ? '- Next, use urgent_care for the earliest visit, or offer to connect them with transfer_to_human, reason emergency.'
      : '- Next, ask whether to connect them to a person now, with transfer_to_human, reason emergency. Do not begin to book.',
    '- Do not end the call before the caller says goodbye.',
  ];
}
