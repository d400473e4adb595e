import type { PersonaRule as Rule } from './rule.types.js';
import type { Persona } from './scenario.types.js';
import { countWords, GARBLED, plainWords } from './words.policy.js';

/** The agent has finished a turn when it has been quiet this long after words. */
const TURN_END_MS = 700;
/** The agent asks for what was said last. */
const ASKED_AGAIN =
  /(say|repeat) (it|that|this)( again)?|(didn't|did not|couldn't|could not) (quite )?(catch|hear|get|understand)|come again|pardon|still there|can't hear|otra vez|repetir/giu;
/** Without captions a person still hears that somebody spoke, and for how long; pauses are then no ends of turns yet. */
const BLIND_TURN_END_MS = 1500;
const BLIND_TURN_MS = 600;
const FRAME_MS = 20;

export type PersonaEvent =
  /** 20 ms at the caller's ear: the words that were completed in it, and whether there was voice. */
  | { type: 'frame'; atMs: number; voice: boolean; words: readonly string[] }
  /** The caller's own sentence has been said, or the noise made. */
  | { type: 'spoken' }
  /** A call that was started with `start_rival` is over. */
  | { type: 'rival_ended' };

export type PersonaEffect =
  | { type: 'start_rival'; scenario: string }
  | { type: 'press'; digits: string }
  /** Only the first so many words, when the caller hangs up in mid-sentence. */
  | { type: 'speak'; text: string; words: number | null; breath?: NonNullable<Rule['breath']> }
  | { type: 'make_noise'; ms: number }
  /** Comes before what is said meanwhile. */
  | { type: 'break_line'; fault: NonNullable<Rule['line']> }
  | { type: 'hang_up' };

interface HeardWord {
  plain: string;
  atMs: number;
}

/** What the caller is about to do, or is doing. */
type Doing =
  | { phase: 'listening' }
  | { phase: 'preparing'; rule: Rule; sinceMs: number }
  | { phase: 'speaking'; rule: Rule }
  | { phase: 'gone' };

export interface PersonaState {
  readonly doing: Doing;
  /** Per rule: how often it may still apply; below zero it was said again. */
  readonly left: readonly number[];
  /** The rule that was followed last. */
  readonly last: number | null;
  /** Since the caller last acted. */
  readonly heard: readonly HeardWord[];
  readonly voiceMs: number;
  readonly voiceSinceMs: number | null;
  /** Ever since the call began. */
  readonly acted: boolean;
  readonly understoodAnything: boolean;
  readonly lastVoiceMs: number | null;
  /** When somebody last made a sound: the agent, or the caller. */
  readonly lastSoundMs: number;
  readonly nowMs: number;
  readonly rivals: number;
}

export interface PersonaStep {
  state: PersonaState;
  effects: PersonaEffect[];
}

export const newPersona = (persona: Persona): PersonaState => ({
  doing: { phase: 'listening' },
  left: persona.rules.map((rule) => rule.times),
  last: null,
  heard: [],
  voiceMs: 0,
  voiceSinceMs: null,
  acted: false,
  understoodAnything: false,
  lastVoiceMs: null,
  lastSoundMs: 0,
  nowMs: 0,
  rivals: 0,
});

/** Decides what somebody at a phone does next: the caller, or another one. Time enters with the frames. */
export function reducePersona(persona: Persona, state: PersonaState, event: PersonaEvent): PersonaStep {
  if (state.doing.phase === 'gone') return stay(state);
  switch (event.type) {
    case 'frame':
      return act(persona, listen(state, event));
    case 'spoken':
      return spoken(state);
    case 'rival_ended':
      return stay({ ...state, rivals: Math.max(0, state.rivals - 1) });
  }
}

function listen(state: PersonaState, { atMs, voice, words }: Extract<PersonaEvent, { type: 'frame' }>): PersonaState {
  const audible = voice || words.length > 0;
  const heard = words.map((word) => ({ plain: plainWords(word), atMs })).filter(({ plain }) => plain !== '');
  const makesSound = audible || state.doing.phase === 'speaking';
  return {
    ...state,
    nowMs: atMs,
    heard: heard.length > 0 ? [...state.heard, ...heard] : state.heard,
    understoodAnything: state.understoodAnything || heard.some(({ plain }) => plain !== GARBLED),
    voiceMs: state.voiceMs + (audible ? FRAME_MS : 0),
    voiceSinceMs: state.voiceSinceMs ?? (audible ? atMs : null),
    lastVoiceMs: audible ? atMs : state.lastVoiceMs,
    lastSoundMs: makesSound ? atMs : state.lastSoundMs,
  };
}

function act(persona: Persona, state: PersonaState): PersonaStep {
  if (state.nowMs >= persona.patienceMs) return leave(state);
  switch (state.doing.phase) {
    case 'listening':
      return choose(persona, state);
    case 'preparing':
      return prepare(persona, state, state.doing.rule, state.doing.sinceMs);
    default:
      return stay(state);
  }
}

/** Takes the rule whose cue was heard last; of two with one cue, the earlier in the file. */
function choose(persona: Persona, state: PersonaState): PersonaStep {
  const text = textOf(state.heard);
  const isLeft = (index: number) => (state.left[index] ?? 0) > 0;
  let best = latest(persona.rules, (rule, index) => (isLeft(index) ? cueOf(persona, rule, state, text) : null));
  if (best === -1) best = saidAgain(persona, state, text);
  const rule = persona.rules[best];
  if (!rule) return stay(state);
  const left = state.left.map((count, index) => (index === best ? count - 1 : count));
  const rivals = state.rivals + (rule.meanwhile === undefined ? 0 : 1);
  const ready = prepare(persona, { ...state, left, rivals, last: best }, rule, state.nowMs);
  if (rule.meanwhile === undefined) return ready;
  return { ...ready, effects: [{ type: 'start_rival', scenario: rule.meanwhile }, ...ready.effects] };
}

/** The line to be said once more, where nothing else is to be said; -1 for none. */
function saidAgain({ rules, repeats = 0, turnEndMs }: Persona, state: PersonaState, text: string): number {
  if (repeats === 0 || !turnIsOver(state, turnEndMs ?? TURN_END_MS)) return -1;
  const isAskedAgain = lastMatchEnd(ASKED_AGAIN, text) !== null;
  return latest(rules, (rule, index) => {
    const { say, interrupt, line, meanwhile } = rule;
    if (say === undefined || (interrupt ?? line ?? meanwhile) !== undefined) return null;
    if ((state.left[index] ?? 0) <= -repeats) return null;
    return lastMatchEnd(rule.hear, text) ?? (isAskedAgain && index === state.last ? 0 : null);
  });
}

/** The rule whose cue was heard last, the earliest of several; -1 when none holds. */
function latest(rules: readonly Rule[], cueEnd: (rule: Rule, index: number) => number | null): number {
  let best = -1;
  let bestEnd = -Infinity;
  rules.forEach((rule, index) => {
    const end = cueEnd(rule, index);
    if (end === null || end <= bestEnd) return;
    best = index;
    bestEnd = end;
  });
  return best;
}

/** Where in what was heard the rule's cue ends, or null while it does not hold. */
function cueOf(persona: Persona, rule: Rule, state: PersonaState, text: string): number | null {
  if (rule.answered) return 0;
  if (rule.silenceMs !== undefined) return state.nowMs - state.lastSoundMs >= rule.silenceMs ? 0 : null;
  if (!state.understoodAnything) return blindCue(rule, state);
  if (rule.interrupt) return interruptCue(rule, rule.interrupt, state, text);
  if (rule.after === 'greeting' && state.acted) return null;
  const cutsIn = rule.cutsInAfterWords;
  const early = cutsIn === undefined ? null : interruptCue(rule, { afterWords: cutsIn }, state, text);
  if (early !== null) return early;
  if (!turnIsOver(state, persona.turnEndMs ?? TURN_END_MS) || state.voiceMs === 0) return null;
  return rule.after === 'greeting' ? 0 : lastMatchEnd(rule.hear, text);
}

function interruptCue(
  rule: Rule,
  when: NonNullable<Rule['interrupt']>,
  state: PersonaState,
  text: string,
): number | null {
  const end = rule.hear ? lastMatchEnd(rule.hear, text) : 0;
  if (end === null) return null;
  const wordsBefore = countWords(text.slice(0, end));
  if ('afterWords' in when) return state.heard.length - wordsBefore >= when.afterWords ? end : null;
  const sinceMs = wordsBefore === 0 ? state.voiceSinceMs : state.heard[wordsBefore - 1]?.atMs;
  return sinceMs !== null && sinceMs !== undefined && state.nowMs - sinceMs >= when.afterMs ? end : null;
}

/** A voice without captions: whoever has spoken for a while and falls silent expects the caller's next line. */
function blindCue(rule: Rule, state: PersonaState): number | null {
  if (!rule.hear && rule.interrupt && 'afterMs' in rule.interrupt) return interruptCue(rule, rule.interrupt, state, '');
  return state.voiceMs >= BLIND_TURN_MS && turnIsOver(state, BLIND_TURN_END_MS) ? 0 : null;
}

// A caller listens fifty times a second, and hears another word three times a second: what was worked out last is kept.
const texts = new WeakMap<readonly HeardWord[], string>();
const ends = new WeakMap<RegExp, { text: string; end: number | null }>();

function textOf(heard: readonly HeardWord[]): string {
  const known = texts.get(heard);
  if (known !== undefined) return known;
  const text = heard.map(({ plain }) => plain).join(' ');
  texts.set(heard, text);
  return text;
}

function lastMatchEnd(hear: RegExp | undefined, text: string): number | null {
  if (!hear) return null;
  const known = ends.get(hear);
  if (known?.text === text) return known.end;
  let end: number | null = null;
  for (const match of text.matchAll(hear)) end = match.index + match[0].length;
  ends.set(hear, { text, end });
  return end;
}

const turnIsOver = (state: PersonaState, quietMs: number): boolean =>
  state.lastVoiceMs === null || state.nowMs - state.lastVoiceMs >= quietMs;

/** Waits for what the rule asks to wait for; unless the rule says otherwise, nobody acts while the agent speaks. */
function prepare(persona: Persona, state: PersonaState, rule: Rule, sinceMs: number): PersonaStep {
  const cutsIn = rule.cutsInAfterWords !== undefined && state.nowMs === sinceMs;
  const waits =
    (rule.awaitMeanwhile === true && state.rivals > 0) ||
    state.nowMs - sinceMs < (rule.pauseMs ?? 0) ||
    (!rule.interrupt && !rule.answered && !cutsIn && !turnIsOver(state, persona.turnEndMs ?? TURN_END_MS));
  if (waits) return stay({ ...state, doing: { phase: 'preparing', rule, sinceMs } });

  const acted = { ...state, acted: true, heard: [], voiceMs: 0, voiceSinceMs: null };
  const effects: PersonaEffect[] = [];
  if (rule.press !== undefined) effects.push({ type: 'press', digits: rule.press });
  if (rule.line !== undefined) effects.push({ type: 'break_line', fault: rule.line });
  if (rule.say !== undefined) {
    const words = typeof rule.hangUp === 'object' ? rule.hangUp.afterWords : null;
    const text = rule.say.replaceAll('{name}', persona.name);
    effects.push({ type: 'speak', text, words, ...(rule.breath ? { breath: rule.breath } : {}) });
  }
  if (rule.noise !== undefined) effects.push({ type: 'make_noise', ms: rule.noise });
  if ((rule.say ?? rule.noise) !== undefined)
    return { state: { ...acted, doing: { phase: 'speaking', rule } }, effects };
  const next = rule.hangUp === undefined ? stay({ ...acted, doing: { phase: 'listening' } }) : leave(acted);
  return { state: next.state, effects: [...effects, ...next.effects] };
}

function spoken(state: PersonaState): PersonaStep {
  if (state.doing.phase !== 'speaking') return stay(state);
  if (state.doing.rule.hangUp !== undefined) return leave(state);
  return stay({ ...state, doing: { phase: 'listening' } });
}

const leave = (state: PersonaState): PersonaStep => ({
  state: { ...state, doing: { phase: 'gone' } },
  effects: [{ type: 'hang_up' }],
});

const stay = (state: PersonaState): PersonaStep => ({ state, effects: [] });
