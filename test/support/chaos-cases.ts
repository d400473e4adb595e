import type { ChaosLine } from './chaos-line.js';
import type { LinkedChaosLine } from './linked-chaos-line.js';
import type { ServedChaosLine } from './served-chaos-line.js';

export interface ChaosCase<Line extends ChaosLine> {
  fault: string;
  lastsMs: number;
  begin(line: Line): void | Promise<void>;
  end?(line: Line): void | Promise<void>;
  /** What the fault may cost callers. Nobody is ever lost, told what is not true, or left in silence. */
  may: Allowed;
}

export interface Allowed {
  /** Be asked to wait; with `true` also be told that we are sorry. */
  hearOfIt: boolean | 'to_wait';
  /** Leave a message instead of booking. */
  leaveMessage: 'live' | 'newcomers' | 'nobody';
  /** Be asked what they have answered: the answer died with who heard it. */
  beAskedAgain: boolean;
  /** Hear nothing for so much longer: nobody is there to say a word. */
  beSilentMs: number;
  /** Workers that die of it. */
  deaths: number;
}

const NOTHING: Allowed = { hearOfIt: false, leaveMessage: 'nobody', beAskedAgain: false, beSilentMs: 0, deaths: 0 };

const HOUR_MS = 3_600_000;
/** A database that is away, or a provider. */
const AWAY_MS = 10_000;
const STALL_MS = 2000;
/** A worker that starts in the place of another one takes a core for a while. */
const RESTART_MS = 1000;

const pass = ({ link }: LinkedChaosLine) => link.become({ kind: 'pass' });

export const DATABASE_FAULTS: readonly ChaosCase<LinkedChaosLine>[] = [
  {
    fault: 'the database is gone for 10 s',
    lastsMs: AWAY_MS,
    begin: ({ link }) => link.become({ kind: 'away' }),
    end: pass,
    may: { ...NOTHING, hearOfIt: true, beAskedAgain: true, leaveMessage: 'live' },
  },
  {
    fault: 'each question to the database takes 200 ms for 10 s',
    lastsMs: AWAY_MS,
    begin: ({ link }) => link.become({ kind: 'slow', roundTripMs: 200 }),
    end: pass,
    may: { ...NOTHING, hearOfIt: true },
  },
  {
    fault: 'the database is read-only for 10 s',
    lastsMs: AWAY_MS,
    begin: (line) => line.becomeReadOnly(),
    end: (line) => line.becomeWritable(),
    may: { ...NOTHING, hearOfIt: true, beAskedAgain: true, leaveMessage: 'live' },
  },
  {
    fault: "the database's disk is full for 10 s",
    lastsMs: AWAY_MS,
    begin: (line) => line.fillDisk(true),
    end: (line) => line.fillDisk(false),
    may: { ...NOTHING, hearOfIt: true, beAskedAgain: true, leaveMessage: 'live' },
  },
  {
    fault: 'the network between server and database is split for 10 s',
    lastsMs: AWAY_MS,
    begin: ({ link }) => link.become({ kind: 'split' }),
    async end(line) {
      await line.endAbandoned();
      pass(line);
    },
    may: { ...NOTHING, hearOfIt: true, beAskedAgain: true, leaveMessage: 'live' },
  },
];

export const PROVIDER_FAULTS: readonly ChaosCase<ChaosLine>[] = [
  {
    fault: 'the provider refuses new sessions for 10 s',
    lastsMs: AWAY_MS,
    begin: ({ provider }) => void (provider.faults.outage = { with: 503, only: ['agent'] }),
    end: ({ provider }) => void delete provider.faults.outage,
    may: { ...NOTHING, hearOfIt: true, leaveMessage: 'newcomers' },
  },
];

const HOUR_AHEAD: ChaosCase<ServedChaosLine> = {
  fault: 'the clock is an hour ahead for 5 s, and then right again',
  lastsMs: 5000,
  begin: (line) => line.befall({ kind: 'clock', ms: HOUR_MS }),
  end: (line) => line.befall({ kind: 'clock', ms: 0 }),
  may: NOTHING,
};

const STALLED: ChaosCase<ServedChaosLine> = {
  fault: 'all event loops stall for 2 s',
  lastsMs: STALL_MS,
  begin: (line) => line.befall({ kind: 'stall', ms: STALL_MS }),
  may: { ...NOTHING, hearOfIt: true, beSilentMs: STALL_MS },
};

const KILLED: ChaosCase<ServedChaosLine> = {
  fault: 'one of two workers is killed (SIGKILL)',
  lastsMs: 1000,
  begin: ({ workers: [victim] }) => void process.kill(victim!, 'SIGKILL'),
  may: { ...NOTHING, hearOfIt: true, beAskedAgain: true, beSilentMs: RESTART_MS, deaths: 1 },
};

const LESS_AND_LESS_MEMORY: ChaosCase<ServedChaosLine> = {
  fault: 'one of two workers has less and less memory',
  lastsMs: 1000,
  begin: (line) => line.befall({ kind: 'slow_leak' }, line.workers.slice(0, 1)),
  end: (line) => line.hasLeft(),
  // Who is handed on waits for the next process, which has only just begun.
  may: { ...NOTHING, hearOfIt: 'to_wait', beSilentMs: 2 * RESTART_MS, deaths: 1 },
};

const NO_MEMORY_AT_ONCE: ChaosCase<ServedChaosLine> = {
  fault: 'one of two workers uses up its memory at once',
  lastsMs: 3000,
  begin: (line) => line.befall({ kind: 'leak' }, line.workers.slice(0, 1)),
  // It looks for room before it dies, and says nothing meanwhile.
  may: { ...NOTHING, hearOfIt: true, beAskedAgain: true, beSilentMs: 2 * RESTART_MS, deaths: 1 },
};

/**
 * By lines, of which each begins a little after the one before it. Those that use up memory also use up the machine for a while: they come
 * last, when the calls of the others are over.
 */
export const SERVER_FAULTS: readonly (readonly ChaosCase<ServedChaosLine>[])[] = [
  [KILLED, NO_MEMORY_AT_ONCE],
  [STALLED, LESS_AND_LESS_MEMORY],
  [HOUR_AHEAD],
];
