import type { Danger } from '../../calls/calls.types.js';
import { plainWords } from './clauses.policy.js';
import { symptomsAsked, symptomsOf, type Symptom } from './symptoms.policy.js';

/** The graver one first: what is found together is advised for by the first of them. */
export const DANGERS: readonly Danger[] = [
  'airway',
  'bleeding',
  'spreading_infection',
  'jaw_injury',
  'knocked_out_tooth',
];

/** What the caller has told so far, over all turns of the call. */
export interface Triage {
  known: ReadonlySet<Symptom>;
  /** What the agent has just asked for: "yes" means these. */
  asked: ReadonlySet<Symptom>;
  /** What "no" means: "can you breathe?" */
  askedToDo: ReadonlySet<Symptom>;
}

export const initialTriage: Triage = { known: new Set(), asked: new Set(), askedToDo: new Set() };

export type TriageEvent = { type: 'caller_said' | 'agent_said'; text: string };

/** They last: what was said of them in an earlier turn counts with what is said now. */
const LASTING: readonly Symptom[] = ['bleeding', 'swelling', 'fever', 'blow', 'mouth_stuck', 'tooth_came_out'];

const YES =
  /^(?:yes|yeah|yep|yup|uh huh|mm ?hmm|i do|i am|i have|he does|she does|he is|she is|he has|she has|it is|it does|it has|a little|kind of|sort of|si|claro|asi es|un poco|bastante)\b/;
const NO =
  /^(?:no|nope|nah|not really|not yet|not at all|i cant|he cant|she cant|it hasnt|it wont|barely|hardly|casi no|todavia no|apenas)\b/;

const ABILITIES: readonly [Symptom, RegExp][] = [
  [
    'airway',
    /\b(?:can (?:you|he|she|they)|able to) (?:still )?(?:breathe|swallow)\b|\bbreathing (?:ok|okay|fine|normally|all right|alright|well)\b|\bpuede (?:respirar|tragar)\b/,
  ],
  [
    'mouth_stuck',
    /\b(?:can (?:you|he|she|they)|able to) (?:still )?(?:open|close|shut|move) (?:your|his|her|their) (?:mouth|jaw)\b|\bpuede (?:abrir|cerrar) la boca\b/,
  ],
  [
    'does_not_stop',
    /\bbleeding (?:stop\w*|slow\w*)\b|\bstopped bleeding\b|\bdejado de sangrar\b|\bparado (?:el sangrado|de sangrar)\b/,
  ],
];

/** What danger the caller's latest words tell of, with all that was said before; null for none. No diagnosis: words. */
export function reduceTriage(state: Triage, { type, text }: TriageEvent): { state: Triage; danger: Danger | null } {
  if (type === 'agent_said') return { state: { ...state, ...asks(text) }, danger: null };
  const said = symptomsOf(text);
  const told = new Set([...said.present, ...answered(state, text, said)]);
  const now = new Set([...told, ...[...state.known].filter((symptom) => !said.denied.has(symptom))]);
  const danger = told.size === 0 ? undefined : DANGERS.find((one) => meets[one](told, now));
  const known = new Set([...now].filter((symptom) => LASTING.includes(symptom)));
  return { state: { known, asked: new Set(), askedToDo: new Set() }, danger: danger ?? null };
}

/** `told`: in this turn; `now`: with what was said before and still holds. */
const meets: Record<Danger, (told: ReadonlySet<Symptom>, now: ReadonlySet<Symptom>) => boolean> = {
  airway: (told) => told.has('airway'),
  bleeding: (told, now) => told.has('heavy_bleeding') || (told.has('does_not_stop') && now.has('bleeding')),
  spreading_infection: (told, now) =>
    (told.has('reaches') && now.has('swelling')) ||
    ((told.has('swelling') || told.has('fever')) && now.has('swelling') && now.has('fever')),
  jaw_injury: (told, now) =>
    told.has('jaw_injured') ||
    ((told.has('mouth_stuck') || told.has('blow')) && now.has('mouth_stuck') && now.has('blow')),
  knocked_out_tooth: (told, now) =>
    told.has('tooth_knocked_out') ||
    ((told.has('tooth_came_out') || told.has('blow')) && now.has('tooth_came_out') && now.has('blow')),
};

function asks(text: string): Pick<Triage, 'asked' | 'askedToDo'> {
  const questions = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim().endsWith('?'));
  const plain = plainWords(questions.join(' '));
  const askedToDo = new Set(ABILITIES.flatMap(([symptom, pattern]) => (pattern.test(plain) ? [symptom] : [])));
  return { asked: new Set(questions.flatMap((question) => [...symptomsAsked(question)])), askedToDo };
}

/** "Yes" and "no" to what was asked, unless the answer says more precisely which of it. */
function answered(
  { asked, askedToDo }: Triage,
  text: string,
  { present, denied }: ReturnType<typeof symptomsOf>,
): Symptom[] {
  if (present.size > 0) return [];
  const plain = plainWords(text);
  if (YES.test(plain)) return [...asked].filter((symptom) => !denied.has(symptom));
  return NO.test(plain) ? [...askedToDo] : [];
}
