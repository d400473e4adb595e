import { FRAME_MS } from '../../audio/frame.types.js';

/** What ends a `<Gather>`, from its attributes. */
export interface GatherRules {
  dtmf: boolean;
  speech: boolean;
  timeoutMs: number;
  /** After the last sound of a sentence. */
  speechTimeoutMs: number;
  numDigits: number | null;
  finishOnKey: string;
  bargeIn: boolean;
}

export type GatherEvent =
  | { type: 'prompt_over' }
  | { type: 'key'; key: string }
  /** 20 ms of the party: the words that were completed, how many could not be made out, and whether there was voice. */
  | { type: 'frame'; voice: boolean; words: readonly string[]; garbled: number };

export interface GatherState {
  readonly promptOver: boolean;
  readonly digits: string;
  readonly words: readonly string[];
  readonly garbled: number;
  /** Since the last input, or the end of the prompt. */
  readonly quietMs: number;
}

export type GatherResult =
  { kind: 'digits'; digits: string } | { kind: 'speech'; text: string; confidence: string } | { kind: 'nothing' };

export interface GatherStep {
  state: GatherState;
  /** The party began before the prompt was over: it is cut. */
  cutPrompt: boolean;
  /** Null while the input goes on. */
  result: GatherResult | null;
}

export const startGather = (): GatherState => ({ promptOver: false, digits: '', words: [], garbled: 0, quietMs: 0 });

/** Decides what the party's keys and words amount to. Once a key was pressed, words no longer count. */
export function reduceGather(rules: GatherRules, state: GatherState, event: GatherEvent): GatherStep {
  switch (event.type) {
    case 'prompt_over':
      return step({ ...state, promptOver: true, quietMs: 0 });
    case 'key':
      return rules.dtmf ? takeKey(rules, state, event.key) : step(state);
    case 'frame':
      return takeFrame(rules, state, event);
  }
}

function takeKey(rules: GatherRules, state: GatherState, key: string): GatherStep {
  const cutPrompt = !state.promptOver && rules.bargeIn;
  const next = { ...state, promptOver: state.promptOver || cutPrompt, quietMs: 0 };
  if (rules.finishOnKey.includes(key)) return { state: next, cutPrompt, result: digitsOf(next) };
  const pressed = { ...next, digits: state.digits + key };
  const complete = rules.numDigits !== null && pressed.digits.length >= rules.numDigits;
  return { state: pressed, cutPrompt, result: complete ? digitsOf(pressed) : null };
}

function takeFrame(
  rules: GatherRules,
  state: GatherState,
  { voice, words, garbled }: Extract<GatherEvent, { type: 'frame' }>,
): GatherStep {
  const spoken = rules.speech && state.digits === '' && (voice || words.length > 0);
  const cutPrompt = spoken && !state.promptOver && rules.bargeIn;
  const listening = rules.speech && (state.promptOver || rules.bargeIn);
  const next: GatherState = {
    ...state,
    promptOver: state.promptOver || cutPrompt,
    words: listening ? [...state.words, ...words] : state.words,
    garbled: listening ? state.garbled + garbled : state.garbled,
    quietMs: spoken || !state.promptOver ? 0 : state.quietMs + FRAME_MS,
  };
  return { state: next, cutPrompt, result: outcomeOfSilence(rules, next) };
}

function outcomeOfSilence(rules: GatherRules, state: GatherState): GatherResult | null {
  if (!state.promptOver) return null;
  if (state.digits !== '') return state.quietMs >= rules.timeoutMs ? digitsOf(state) : null;
  if (state.words.length > 0) return state.quietMs >= rules.speechTimeoutMs ? speechOf(state) : null;
  return state.quietMs >= rules.timeoutMs ? { kind: 'nothing' } : null;
}

const digitsOf = ({ digits }: GatherState): GatherResult =>
  digits === '' ? { kind: 'nothing' } : { kind: 'digits', digits };

/** What a recogniser thinks of speech that it understood throughout. */
const FULL_CONFIDENCE = 0.95;

function speechOf({ words, garbled }: GatherState): GatherResult {
  const confidence = (FULL_CONFIDENCE * words.length) / (words.length + garbled);
  return { kind: 'speech', text: words.join(' '), confidence: confidence.toFixed(4) };
}

const step = (state: GatherState): GatherStep => ({ state, cutPrompt: false, result: null });
