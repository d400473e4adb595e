import type { AppConfig } from '../../config/app-config.js';
import type { Scenario } from '../../simulation/caller/scenario.types.js';
import type { CallFaults } from '../../simulation/carrier/carrier.types.js';
import type { DatabaseTrouble } from '../../simulation/database/faulty-database.js';
import type {
  Breakage,
  DeepgramFaults,
  ListenFaults,
  SpeakStreamFaults,
} from '../../simulation/deepgram/deepgram-faults.types.js';
import type { RequestFaults } from '../../simulation/llm/llm-faults.types.js';

export type ChaosDriver = AppConfig['agent']['driver'];

/** What befalls everybody on the line for a while. Times are since the scene's first call. */
export type SceneFault = { atMs: number; forMs: number } & (
  | { kind: 'database'; trouble: DatabaseTrouble }
  /** The provider refuses whatever is opened with this status, or without an answer. */
  | { kind: 'provider'; with: number | 'reset' }
  /** The same of the language model, which only the pipeline asks by itself. */
  | { kind: 'model'; with: number | 'reset' }
);

/** What befalls one call. */
export type CallFault =
  /** Its so many-th session of the Voice Agent, from 0. */
  | { kind: 'session'; session: number; faults: DeepgramFaults }
  /** Sessions for it end so, in place of beginning, from so long after its start on. */
  | { kind: 'refused'; atMs: number; forMs: number; how: Breakage }
  /** Its so many-th request to the language model, from 0. */
  | { kind: 'request'; request: number; faults: RequestFaults }
  | { kind: 'carrier'; faults: CallFaults };

/** What befalls a stream that hears or speaks: whose it is shows only in what it hears. Counted from 0 in the scene. */
export interface StreamFault {
  stream: number;
  faults: { listen: ListenFaults } | { speak: SpeakStreamFaults };
}

export interface CallPlan {
  /** From 0 in its scene. */
  number: number;
  /** Since the scene's first call. */
  startsAfterMs: number;
  /** What the caller is about, e.g. `books`. */
  errand: Errand;
  scenario: Scenario;
  /** Which playing of it: decides what a temperament makes of the caller. */
  run: number;
  faults: CallFault[];
}

/** All that the carrier does wrong in one call. */
export const carrierFaultsOf = ({ faults }: CallPlan): CallFaults =>
  faults.reduce<CallFaults>((all, fault) => (fault.kind === 'carrier' ? { ...all, ...fault.faults } : all), {});

/** What callers call about. */
export const ERRANDS = [
  'books',
  'asks',
  'cancels',
  'leaves_message',
  'wants_a_person',
  'in_danger',
  'says_nothing',
  'voicemail',
  'hangs_up',
] as const;
export type Errand = (typeof ERRANDS)[number];

/** One server with its callers and with what goes wrong around them: all of it follows from a seed and a number. */
export interface ScenePlan {
  seed: number;
  scene: number;
  driver: ChaosDriver;
  /** In the week of Monday, March 1, 2027. */
  at: { weekday: number; time: string };
  faults: SceneFault[];
  streams: StreamFault[];
  calls: CallPlan[];
}
