import type { CreateApp } from '../../common/common.module.js';
import { SeededRandom } from '../../common/random/seeded-random.js';
import { StageBrain } from '../../evals/stage/stage-brain.js';
import type { StageDatabases } from '../../evals/stage/stage-databases.js';
import { momentOfWeek, WEEK_BEGINS_AT } from '../../evals/stage/stage.js';
import { agentAt, StageServer } from '../../evals/stage/stage-server.js';
import { VirtualHost } from '../../evals/stage/virtual-host.js';
import type { World } from '../../evals/world/world.types.js';
import { FaultyDatabase } from '../../simulation/database/faulty-database.js';
import { SimulatedDeepgram } from '../../simulation/deepgram/simulated-deepgram.server.js';
import { SimulatedLlm } from '../../simulation/llm/simulated-llm.server.js';
import { QUICK_VOICE, type Speech } from '../../simulation/speech/speech.types.js';
import { seedMachine } from '../../simulation/virtual-time/seeded-machine.js';
import type { CallEvidence, LogLine, SceneEvidence } from '../judge/evidence.types.js';
import type { CallPlan, SceneFault, ScenePlan } from '../plan/plan.types.js';
import { CallerLine } from './caller-line.js';
import { ProviderFaults } from './provider-faults.js';
import { RowsRepository } from './rows.repository.js';

export interface SceneParts {
  createApp: CreateApp;
  databases: StageDatabases;
  /** Belongs to the giver: what was said once need not be rendered again. */
  speech: Speech;
}

export interface PlayedScene {
  scene: SceneEvidence;
  calls: CallEvidence[];
}

const KEY = 'chaos-agent-key';
/** By then a server has made its lines, whatever it took: nothing of a scene depends on it. */
const READY_AFTER_MS = 120_000;
/** For the clinics to be founded. */
const LEAD_MS = 10_000;
/** How long after the last call everything may take to be done that it has left to do. */
const DONE_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 1000;
/** What follows a call by itself begins so soon after it. */
const AFTERMATH_MS = 8000;

const STRAYS = ['unhandledRejection', 'uncaughtException'] as const;

/** Plays a scene in this very process, in a time of its own, to where nothing is left to be done. */
export async function playScene(plan: ScenePlan, { createApp, databases, speech }: SceneParts): Promise<PlayedScene> {
  const unseed = seedMachine(seedOf(plan));
  const strays = catchStrays();
  const host = new VirtualHost(createApp, WEEK_BEGINS_AT, quick(speech));
  try {
    return await Promise.race([new Scene(plan, host, databases, strays.caught).play(), timeEnds(host)]);
  } finally {
    await host.close();
    strays.release();
    unseed();
  }
}

class Scene {
  private readonly brain = new StageBrain();

  constructor(
    private readonly plan: ScenePlan,
    private readonly host: VirtualHost,
    private readonly databases: StageDatabases,
    private readonly strays: string[],
  ) {}

  async play(): Promise<PlayedScene> {
    const { host, brain } = this;
    const { clock, speech } = host;
    const deepgram = await SimulatedDeepgram.listen({ speech, brain, apiKey: KEY, clock });
    const llm = await SimulatedLlm.listen({ brain, apiKey: KEY, clock });
    const database = await this.databases.create();
    const agent = agentAt(this.plan.driver, KEY, deepgram, llm);
    const server = await StageServer.start(
      { database, agent, host },
      momentOfWeek(this.plan.at.weekday - 1, this.plan.at.time),
    );
    const endAsking = host.asksForLocks(database.url);
    const faulty = FaultyDatabase.at(database.url, clock, new SeededRandom(this.plan.seed ^ this.plan.scene));
    const faults = new ProviderFaults(deepgram, llm, this.plan.streams, clock);
    await clock.sleep(WEEK_BEGINS_AT.epochMilliseconds + READY_AFTER_MS - clock.nowMs());
    const unseed = seedMachine(~seedOf(this.plan)); // other ids than those before
    const worlds: World[] = [];
    for (const { scenario } of this.plan.calls) worlds.push(await server.found(scenario));

    const beginsAtMs = WEEK_BEGINS_AT.epochMilliseconds + READY_AFTER_MS + LEAD_MS;
    const beganAtMs = server.clock.nowMs() + beginsAtMs - clock.nowMs();
    for (const fault of this.plan.faults) this.befall(fault, beginsAtMs, faulty, deepgram, llm);
    const placed = await Promise.all(
      this.plan.calls.map(async (call, index) => {
        await clock.sleep(beginsAtMs - clock.nowMs() + call.startsAfterMs);
        return this.call(call, worlds[index]!, server, faults);
      }),
    );
    const over = Math.max(0, ...this.plan.faults.map(({ atMs, forMs }) => beginsAtMs + atMs + forMs)) - clock.nowMs();
    await clock.sleep(Math.max(0, over) + AFTERMATH_MS);

    const rows = new RowsRepository(server.database);
    const undone = await this.done(rows, server);
    const left = await rows.left(server.clock.nowMs());
    const open = [
      ...undone.map((job) => `work that is due: ${job}`),
      ...deepgram.liveSessions.filter(isReached).map(() => 'a session of the provider'),
      ...deepgram.listens
        .filter((stream) => stream.state === 'open' && isReached(stream))
        .map(() => 'a stream that listens'),
      ...deepgram.speaks
        .filter((stream) => stream.state === 'open' && isReached(stream))
        .map(() => 'a stream that speaks'),
    ];
    faulty.close();
    await endAsking();
    unseed();
    await server.close();
    await deepgram.close();
    await llm.close();

    const log = linesOf(server.log);
    return {
      scene: { faults: this.plan.faults, streams: this.plan.streams, log, beganAtMs, strays: this.strays, open },
      calls: placed.map(({ plan, account, placedAtMs }, index) => {
        const { calls = [], cancelled = 0 } = left.get(worlds[index]!.clinicId) ?? {};
        const ids = calls.map(({ id }) => id);
        return {
          plan,
          account,
          placedAtMs,
          rows: calls,
          cancelled,
          log: log.filter(({ callId }) => callId !== undefined && ids.includes(callId)),
        };
      }),
    };
  }

  private async call(plan: CallPlan, world: World, server: StageServer, faults: ProviderFaults) {
    this.brain.enter(world, plan.scenario.model);
    const { clock, speech } = this.host;
    const line = await CallerLine.open(server.targetOf(world), clock, speech);
    faults.aim(world.mark, plan.faults);
    const placedAtMs = server.clock.nowMs();
    const account = await line.call(plan);
    await line.close();
    return { plan, account, placedAtMs };
  }

  private befall(
    fault: SceneFault,
    beginsAtMs: number,
    database: FaultyDatabase,
    deepgram: SimulatedDeepgram,
    llm: SimulatedLlm,
  ): void {
    const { clock } = this.host;
    const fromMs = beginsAtMs + fault.atMs - clock.nowMs();
    const untilMs = beginsAtMs + fault.atMs + fault.forMs;
    clock.after(fromMs, () => {
      if (fault.kind === 'database') database.become(fault.trouble);
      else (fault.kind === 'provider' ? deepgram : llm).faults.outage = { with: fault.with, untilMs };
    });
    if (fault.kind === 'database') clock.after(fromMs + fault.forMs, () => database.become(null));
  }

  /** Waits until everything is done that is due. Answers with what never was. */
  private async done(rows: RowsRepository, server: StageServer): Promise<string[]> {
    const { clock } = this.host;
    const deadlineMs = clock.nowMs() + DONE_WITHIN_MS;
    for (;;) {
      const due = await rows.dueWork(server.clock.nowMs());
      if (due.length === 0 || clock.nowMs() >= deadlineMs) return due;
      await clock.sleep(LOOK_AGAIN_MS);
    }
  }
}

/** What is behind a broken network looks alive from there. */
const isReached = ({ isCutOff }: { isCutOff: boolean }): boolean => !isCutOff;

const seedOf = ({ seed, scene }: ScenePlan): number => seed * 10_007 + scene;

/** Nobody listens to these calls. The speech stays with who has lent it. */
const quick = (speech: Speech): Speech => ({
  render: (_voice, text) => speech.render(QUICK_VOICE, text),
  close: () => Promise.resolve(),
});

const timeEnds = ({ passing }: VirtualHost): Promise<never> =>
  passing.then(() => Promise.reject(new Error('time has ended before the scene')));

const linesOf = (log: string): LogLine[] =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map((text) => {
      const { level, event, callId } = JSON.parse(text) as { level: number; event: string; callId?: string };
      return { level, event, text, ...(callId === undefined ? {} : { callId }) };
    });

/** Errors that nobody has caught: kept, in place of what Node would do about them, which is to end the process. */
function catchStrays(): { caught: string[]; release: () => void } {
  const caught: string[] = [];
  const keep = (error: unknown) =>
    void caught.push(error instanceof Error ? (error.stack ?? error.message) : 'an error');
  for (const kind of STRAYS) process.on(kind, keep);
  return {
    caught,
    release: () => {
      for (const kind of STRAYS) process.off(kind, keep);
    },
  };
}
