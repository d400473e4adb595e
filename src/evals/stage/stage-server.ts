import { randomBytes } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { PrismaService } from '../../common/database/prisma.service.js';
import { freePort } from '../../common/network/free-port.js';
import type { AppConfig } from '../../config/app-config.js';
import { CarrierStandIn } from '../../runtime/carrier-stand-in.js';
import { OperatorError } from '../../runtime/runtime.errors.js';
import type { CallTarget } from '../../simulation/caller/call-station.js';
import { NOTHING_GIVEN } from '../../simulation/caller/given.types.js';
import type { Scenario } from '../../simulation/caller/scenario.types.js';
import type { SimulatedDeepgram } from '../../simulation/deepgram/simulated-deepgram.server.js';
import type { SimulatedLlm } from '../../simulation/llm/simulated-llm.server.js';
import { WorldRepository } from '../world/world.repository.js';
import type { EndState, World } from '../world/world.types.js';
import { ShiftedClock } from './shifted-clock.js';
import type { StageDatabase } from './stage-databases.js';
import type { HostedServer, StageHost } from './stage-host.js';

export interface StageServerParts {
  database: StageDatabase;
  agent: AppConfig['agent'];
  host: StageHost;
}

const ACCOUNT_SID = `AC${'0'.repeat(32)}`;
const LOOK_AGAIN_MS = 100;
/** The lines of a clinic are made once for each server. */
const SPEAKS_WITHIN_MS = 120_000;

/** What a server is told of the stand-ins that hear, think and speak for it. */
export function agentAt(
  driver: AppConfig['agent']['driver'],
  apiKey: string,
  { url }: SimulatedDeepgram,
  llm: SimulatedLlm,
): AppConfig['agent'] {
  const at = (path: string): string => new URL(path, url).href;
  const model = { provider: 'open_ai', apiKey, baseUrl: llm.baseUrlFor('open_ai'), names: [] } as const;
  return {
    driver,
    deepgram: { apiKey, url, fallbackUrl: null, listenUrl: at('/v2/listen'), speakUrl: at('/v1/speak') },
    model: driver === 'pipeline' ? model : null,
  };
}

/**
 * One server whose clock began at a certain moment, with a database and a carrier of its own: work for later is due by a clock,
 * so servers with different ones may not share it.
 */
export class StageServer {
  private constructor(
    readonly clock: ShiftedClock,
    private readonly account: { authToken: string; url: string },
    private readonly worlds: WorldRepository,
    private readonly carrier: CarrierStandIn,
    private readonly hosted: HostedServer,
    /** As its owner sees it. */
    readonly database: PrismaService,
    private readonly closing: (() => Promise<unknown>)[],
  ) {}

  static async start(parts: StageServerParts, startsAt: Temporal.Instant): Promise<StageServer> {
    const closing: (() => Promise<unknown>)[] = [() => parts.database.close()];
    try {
      return await StageServer.startWith(parts, ShiftedClock.from(startsAt, parts.host.clock), closing);
    } catch (error) {
      await closeAll(closing);
      throw error;
    }
  }

  private static async startWith(
    { database: { url: databaseUrl }, agent, host }: StageServerParts,
    clock: ShiftedClock,
    closing: (() => Promise<unknown>)[],
  ): Promise<StageServer> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const authToken = randomBytes(16).toString('hex');
    const encryptionKeys = [{ id: 'evals', key: randomBytes(32) }] as const;
    const database = new PrismaService({ databaseUrl, encryptionKeys });
    closing.push(() => database.onApplicationShutdown());
    const worlds = new WorldRepository(database);
    const first = await worlds.found({ given: NOTHING_GIVEN, setup: undefined, now: clock.now() });
    const account = { accountSid: ACCOUNT_SID, authToken, publicUrl: url, localUrl: url };
    const carrier = await CarrierStandIn.open(account, first.number, { clock, speech: host.speech });
    closing.push(() => carrier.close());
    const config: AppConfig = {
      mode: 'test',
      host: '127.0.0.1',
      port,
      publicUrl: url,
      trustedProxies: 0,
      logLevel: 'info',
      databaseUrl,
      encryptionKeys,
      twilio: { accountSid: ACCOUNT_SID, authToken, apiUrl: carrier.apiUrl },
      agent,
      maxConcurrentCalls: 500,
      drainMs: 0,
    };
    const hosted = await host.start(config, clock);
    closing.push(() => hosted.end());
    const server = new StageServer(clock, { authToken, url }, worlds, carrier, hosted, database, closing);
    await server.speaks(first);
    return server;
  }

  /** A clinic for one run. @throws GivenError */
  async found({ given, clinic }: Scenario): Promise<World> {
    const world = await this.worlds.found({ given: given ?? NOTHING_GIVEN, setup: clinic, now: this.clock.now() });
    this.carrier.addNumber(world.number);
    return world;
  }

  leave(world: World): Promise<void> {
    return this.worlds.leave(world);
  }

  endState(world: World): Promise<EndState> {
    return this.worlds.endState(world, this.clock.now());
  }

  targetOf({ number, deskNumber, apiKey }: World): CallTarget {
    const { authToken, url } = this.account;
    return {
      url,
      twilioAccountSid: ACCOUNT_SID,
      twilioAuthToken: authToken,
      clinicNumber: number,
      deskNumber,
      carrierApiUrl: this.carrier.apiUrl,
      apiKey,
    };
  }

  get log(): string {
    return this.hosted.log;
  }

  close(): Promise<void> {
    return closeAll(this.closing);
  }

  /** Before that callers would hear some of the shipped lines. */
  private async speaks({ clinicId }: World): Promise<void> {
    const deadlineMs = this.clock.nowMs() + SPEAKS_WITHIN_MS;
    while (!(await this.worlds.canSpeak(clinicId))) {
      if (this.clock.nowMs() > deadlineMs)
        throw new OperatorError(`the clinic's lines are not made: ${this.log.slice(-2000)}`);
      await this.clock.sleep(LOOK_AGAIN_MS);
    }
  }
}

/** What was opened last is closed first. */
async function closeAll(closing: (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}
