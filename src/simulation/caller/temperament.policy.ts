import { SeededRandom } from '../../common/random/seeded-random.js';
import { crc32 } from '../speech/crc32.codec.js';
import type { VoiceName } from '../speech/speech.types.js';
import type { PersonaRule as Rule } from './rule.types.js';
import type { Persona, Temperament } from './scenario.types.js';

/** What no listener takes for a part of what was said. */
export const FILLERS = ['um', 'uh'] as const;
export const WHAT_WAS_THAT = 'Sorry, what did you say?';

/** Asked once more, people answer once more, though not for ever. */
const REPEATS = 3;
const HASTY_TURN_END_MS = 450;

/** What varies between the playings of one scenario, and is the same for the same one. */
export const seedOf = (scenario: string, run: number): number => crc32(Buffer.from(`${scenario} ${run}`));

const VOICES: readonly VoiceName[] = ['slt', 'rms', 'awb', 'kal'];

/** The first time the scenario's own voice, then anybody's. */
export const voiceOf = (own: VoiceName, run: number, seed: number): VoiceName =>
  run === 1 ? own : (new SeededRandom(seed).pick(VOICES) ?? own);

/**
 * The persona as somebody of that temperament: the same facts in the same words and order, fillers apart. The same seed gives the
 * same behaviour. Rules that a scenario has timed by the word, or that do something to the call, stay as they are.
 */
export function temper(persona: Persona, temperament: Temperament | undefined, seed: number): Persona {
  if (temperament === undefined) return persona;
  const random = new SeededRandom(seed);
  return { ...MANNERS[temperament](persona, random), repeats: REPEATS };
}

const MANNERS: Record<Temperament, (persona: Persona, random: SeededRandom) => Persona> = {
  hurried: (persona, random) => ({
    ...withRules(persona, (rule) => ({ ...unpaused(rule), cutsInAfterWords: 1 + random.below(3) })),
    turnEndMs: HASTY_TURN_END_MS,
  }),
  hesitant: (persona, random) => withRules(persona, (rule) => hesitating(rule, random)),
  interrupting: (persona, random) =>
    withRules(persona, (rule) =>
      random.chance(0.5) ? { ...unpaused(rule), cutsInAfterWords: 1 + random.below(8) } : rule,
    ),
  mishearing: (persona, random) => ({ ...persona, rules: [...questions(persona.rules, random), ...persona.rules] }),
  // What is hard to hear is the line (`noise.codec.ts`), and who is on it knows that everything takes twice as long.
  noisy: (persona) => ({ ...persona, patienceMs: 2 * persona.patienceMs }),
};

const isPlain = (rule: Rule): boolean =>
  rule.say !== undefined &&
  (rule.hear !== undefined || rule.after !== undefined) &&
  [rule.interrupt, rule.breath, rule.line, rule.hangUp, rule.press, rule.meanwhile, rule.awaitMeanwhile].every(
    (part) => part === undefined,
  );

const withRules = (persona: Persona, change: (rule: Rule) => Rule): Persona => ({
  ...persona,
  rules: persona.rules.map((rule) => (isPlain(rule) ? change(rule) : rule)),
});

function unpaused({ pauseMs: _pauseMs, ...rule }: Rule): Rule {
  return rule;
}

function hesitating(rule: Rule, random: SeededRandom): Rule {
  const words = (rule.say ?? '').split(' ');
  const places = words.flatMap((_, at) => (mayHesitateBefore(words, at) ? [at] : []));
  const at = random.pick(places);
  const said = at === undefined || !random.chance(0.7) ? words : words.toSpliced(at, 0, `${random.pick(FILLERS)},`);
  const pauseMs = (rule.pauseMs ?? 0) + 200 + random.below(1000);
  const breathAt = at === undefined ? 0 : said.length > words.length ? at + 1 : at;
  // Not before the first word: that would be a pause before the answer.
  const breath = breathAt > 0 && breathAt < said.length && random.chance(0.6);
  return {
    ...rule,
    say: said.join(' '),
    pauseMs,
    ...(breath ? { breath: { afterWords: breathAt, ms: 300 + random.below(900) } } : {}),
  };
}

const NUMBER_WORD =
  /^(\d.*|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|.*teen|hundred|thousand|(twen|thir|for|fif|six|seven|eigh|nine)ty.*|first|second|third|(four|fif|six|seven|eigh|nin|ten|eleven|twelf|.*teen)th|(twen|thir)tieth|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)$/i;
/** So few words are. */
const SAID_IN_ONE_GO = 4;
const ADDRESS_PART = /@|^(dot|punto)$/i;

/** Never within a number, a spelling, a name or an e-mail address: there a filler would be taken for a part of it. */
function mayHesitateBefore(words: readonly string[], at: number): boolean {
  if (at === 0) return true;
  if (words.length <= SAID_IN_ONE_GO) return false;
  if (words.some((word) => ADDRESS_PART.test(word))) return false;
  return !(isFixed(words[at] ?? '') && isFixed(words[at - 1] ?? ''));
}

function isFixed(word: string): boolean {
  const bare = word.replace(/^[^\p{L}\p{N}{]+|[^\p{L}\p{N}}]+$/gu, '');
  return bare.length <= 1 || NUMBER_WORD.test(bare) || /^[\p{Lu}{]/u.test(bare);
}

/** Once or twice in a call: two halves of what may be asked, so that one of them comes up in any call. */
function questions(rules: readonly Rule[], random: SeededRandom): Rule[] {
  const cues = random.shuffled(rules.filter(isPlain).flatMap(({ hear }) => (hear ? [hear.source] : [])));
  const half = Math.ceil(cues.length / 2);
  return [cues.slice(0, half), cues.slice(half)]
    .filter((part) => part.length > 0)
    .map((part) => ({
      hear: new RegExp(part.map((cue) => `(?:${cue})`).join('|'), 'giu'),
      say: WHAT_WAS_THAT,
      times: 1,
    }));
}
