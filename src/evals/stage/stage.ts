import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { DEMO_PROFILE } from '../../runtime/demo-clinic.data.js';
import type { Verdict } from '../../simulation/caller/call-report.types.js';
import { CallStation } from '../../simulation/caller/call-station.js';
import type { LocalMoment } from '../../simulation/caller/given.types.js';
import type { Scenario } from '../../simulation/caller/scenario.types.js';
import { ScenariosService } from '../../simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../simulation/deepgram/simulated-deepgram.server.js';
import { SimulatedLlm } from '../../simulation/llm/simulated-llm.server.js';
import { judgeEndState, judgeTools } from '../world/end-state.policy.js';
import type { World } from '../world/world.types.js';
import { buildRunResult } from './run-result.builder.js';
import { StageBrain } from './stage-brain.js';
import { openStageDatabases, type StageDatabases } from './stage-databases.js';
import { agentAt, StageServer } from './stage-server.js';
import type { RunResult, StageOptions } from './stage.types.js';

/** All calls are in the week of this Monday, so that no day of the year is special to a scenario. */
const WEEK = Temporal.PlainDate.from('2027-03-01');
/** Where the clock of a stage in virtual time begins; its servers have other hours, and go on with it. */
export const WEEK_BEGINS_AT = WEEK.toZonedDateTime('UTC').toInstant();

/** @param time of the clinics' day, such as 10:00 */
export const momentOfWeek = (daysAfterMonday: number, time: string): Temporal.Instant =>
  WEEK.add({ days: daysAfterMonday })
    .toZonedDateTime({ timeZone: DEMO_PROFILE.timeZone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant();

const USUAL_START: LocalMoment = { day: { weekday: 2 }, time: '10:00' };
/** A server's clock goes on while others are called; a call may begin so much later than it says. */
const LATEST_START_MS = 90 * 60_000;
const AGENT_KEY = 'evals-agent-key';
/** How long after the call the database may take to be as it must be. */
const SETTLED_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 200;

/** The same for the same playing: what goes by it goes the same way again. */
const callSidOf = (scenario: string, run: number): string =>
  `CA${createHash('md5').update(`${scenario} ${run}`).digest('hex')}`;

/**
 * Crownline with everything around it that is no part of it: servers, their databases, the carrier, the model and the callers. Each run of a scenario has a clinic of its own, so any number may be played at once.
 */
export class Stage {
  /** By when their clocks began. */
  private readonly servers = new Map<number, { server: Promise<StageServer>; startedAtMs: number }>();
  /** All of them, those whose clock has gone on too far included. */
  private readonly started: Promise<StageServer>[] = [];

  private constructor(
    private readonly options: StageOptions,
    private readonly databases: StageDatabases,
    private readonly brain: StageBrain,
    private readonly deepgram: SimulatedDeepgram,
    private readonly llm: SimulatedLlm,
    private readonly scenarios: ScenariosService,
  ) {}

  static async open(options: StageOptions): Promise<Stage> {
    const databases = options.databases ?? (await openStageDatabases());
    const { speech, clock } = options.host;
    const brain = new StageBrain();
    const deepgram = await SimulatedDeepgram.listen({ speech, brain, apiKey: AGENT_KEY, clock });
    const llm = await SimulatedLlm.listen({ brain, apiKey: AGENT_KEY, clock });
    return new Stage(options, databases, brain, deepgram, llm, options.scenarios ?? new ScenariosService());
  }

  /**
   * Plays a scenario to its end in a new clinic, and judges what is left of it. `run`, from 1, varies what chance would vary; a stage
   * plays each run once.
   *
   * @throws ScenarioError for a scenario that does not exist or can't be read
   * @throws GivenError when what it gives can not be
   */
  async play(name: string, run: number): Promise<RunResult> {
    const scenario = this.scenarios.load(name);
    const server = await this.serverAt(scenario.given?.at ?? USUAL_START);
    const world = await server.found(scenario);
    this.brain.enter(world, scenario.model);
    const { speech } = this.options.host;
    const station = new CallStation(server.targetOf(world), {
      speech,
      scenarios: this.scenarios,
      clock: server.clock,
    });
    try {
      const { live, signal } = this.options;
      const report = await station.call({
        scenario,
        run,
        callSid: callSidOf(name, run),
        signal,
        ...(live ? { impersonate: live.impersonate } : {}),
      });
      const left = await this.settled(scenario, server, world);
      return buildRunResult(scenario, run, report, [...left, ...judgeTools(scenario.expect.tools, report.tools)]);
    } finally {
      await station.close();
      this.brain.leave(world);
      await server.leave(world);
    }
  }

  /** All that the servers have logged. */
  async logs(): Promise<string[]> {
    return (await this.running()).map(({ log }) => log);
  }

  async close(): Promise<void> {
    for (const server of await this.running()) await server.close();
    await this.deepgram.close();
    await this.llm.close();
    await this.options.host.close();
    await this.databases.close();
  }

  /** Those that could be started. */
  private async running(): Promise<StageServer[]> {
    const started = await Promise.allSettled(this.started);
    return started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** A server at whose clinics it is that time of that day, or not much later. */
  private serverAt({ day, time }: LocalMoment): Promise<StageServer> {
    const offset = 'weekday' in day ? day.weekday - 1 : day.inDays;
    const startsAt = momentOfWeek(offset, time);
    const known = this.servers.get(startsAt.epochMilliseconds);
    if (known && this.options.host.clock.nowMs() - known.startedAtMs < LATEST_START_MS) return known.server;
    const server = this.start(startsAt);
    this.servers.set(startsAt.epochMilliseconds, { server, startedAtMs: this.options.host.clock.nowMs() });
    this.started.push(server);
    return server;
  }

  private async start(startsAt: Temporal.Instant): Promise<StageServer> {
    const { driver, host, live } = this.options;
    const standIns = agentAt(driver, AGENT_KEY, this.deepgram, this.llm);
    return StageServer.start(
      {
        database: await this.databases.create(),
        agent: { ...standIns, ...live?.provider },
        host,
      },
      startsAt,
    );
  }

  /** Some of it is written when the call is over: looks again until it is as it must be, for a bounded time. */
  private async settled({ expect }: Scenario, server: StageServer, world: World): Promise<Verdict[]> {
    const deadlineMs = server.clock.nowMs() + SETTLED_WITHIN_MS;
    for (;;) {
      const verdicts = judgeEndState(expect.database, await server.endState(world), world);
      if (verdicts.every(({ held }) => held !== false) || server.clock.nowMs() > deadlineMs) return verdicts;
      await server.clock.sleep(LOOK_AGAIN_MS);
    }
  }
}
