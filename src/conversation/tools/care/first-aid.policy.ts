import type { Danger } from '../../../calls/calls.types.js';
import type { Language } from '../../../profiles/agent-profile.types.js';

export const PROBLEMS = [
  'knocked_out_tooth',
  'broken_tooth',
  'severe_pain',
  'swelling',
  'bleeding',
  'lost_filling_or_crown',
  'other',
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** Of these the caller is told by us, whatever the agent says. */
export const DANGER_OF: Partial<Record<Problem, Danger>> = {
  knocked_out_tooth: 'knocked_out_tooth',
  bleeding: 'bleeding',
};

type Said = Exclude<Problem, 'knocked_out_tooth' | 'bleeding'>;

/**
 * Lines for the agent to say, in the words of the public: after the American Dental Association's "Dental Emergencies"
 * (MouthHealthy) and the NHS's pages on toothache, abscesses, broken teeth and lost fillings. No drugs, no diagnosis, and with
 * swelling what makes it an emergency.
 */
export const FIRST_AID_LINES: Record<Language, Record<Said, string>> = {
  en: {
    broken_tooth:
      'Rinse your mouth with warm water, keep any pieces, and hold a cold compress on your cheek if it swells.',
    severe_pain: 'Rinse your mouth with warm water, and gently clean around the tooth with floss until you are seen.',
    swelling:
      'Hold a cold compress on the outside of your cheek. If you get a fever, if the swelling reaches your eye or neck, or if it gets hard to breathe or swallow, call 911 or go to the nearest emergency room.',
    lost_filling_or_crown: 'Keep the crown or the pieces, bring them with you, and chew on the other side until then.',
    other:
      'If it gets hard to breathe or swallow, or bleeding does not stop, call 911 or go to the nearest emergency room.',
  },
  es: {
    broken_tooth:
      'Enjuáguese la boca con agua tibia, guarde los pedazos y póngase una compresa fría en la mejilla si se hincha.',
    severe_pain:
      'Enjuáguese la boca con agua tibia y límpiese con cuidado alrededor del diente con hilo dental hasta que le atiendan.',
    swelling:
      'Póngase una compresa fría por fuera de la mejilla. Si le da fiebre, si la hinchazón llega al ojo o al cuello, o si le cuesta respirar o tragar, llame al 911 o vaya a la sala de emergencias más cercana.',
    lost_filling_or_crown: 'Guarde la corona o los pedazos, tráigalos, y mastique del otro lado hasta entonces.',
    other:
      'Si le cuesta respirar o tragar, o si no para de sangrar, llame al 911 o vaya a la sala de emergencias más cercana.',
  },
};
