import type { AgentSession } from '../../src/simulation/deepgram/agent-session.runner.js';
import type { Settings } from '../../src/simulation/deepgram/agent-settings.protocol.js';
import type { Breakage } from '../../src/simulation/deepgram/deepgram-faults.types.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import type { Away, ChaosPlan } from './chaos-plan.js';

/** What the provider did in one call. */
export interface Attack {
  /** Since the first session was opened; null until then, and for a call that was over before. */
  killedAfterMs: number | null;
  /** Unix time of it. */
  killedAtMs: number | null;
  refusals: number;
  sessions: number;
}

interface Target extends Attack {
  plan: ChaosPlan;
  current: AgentSession | null;
  timer: NodeJS.Timeout | null;
}

const REFUSALS: Record<Away, Breakage> = {
  reset: { closeCode: 1006 },
  error: { error: 'INTERNAL_SERVER_ERROR', closeCode: 1011 },
  close: { closeCode: 1011 },
};

/**
 * A provider that dies once in every call, by its plan, and is away from that call for a while. Every clinic has one call at a
 * time and a name of its own, by which the settings of a session tell whose it is.
 */
export class ChaosProvider {
  private readonly targets = new Map<string, Target>();

  static async listen(speech: Speech): Promise<ChaosProvider> {
    return new ChaosProvider(await SimulatedDeepgram.listen({ speech }));
  }

  private constructor(private readonly server: SimulatedDeepgram) {
    server.faults.refuse = (settings) => this.refusalOf(settings);
    server.on('settings', (session) => this.opened(session));
  }

  get url(): string {
    return this.server.url;
  }

  /** The next session of this clinic is the first one of a call. */
  aim(clinicName: string, plan: ChaosPlan): Attack {
    const target = {
      plan,
      killedAfterMs: null,
      killedAtMs: null,
      refusals: 0,
      sessions: 0,
      current: null,
      timer: null,
    };
    this.targets.set(clinicName, target);
    return target;
  }

  /** The call is over. */
  spare(clinicName: string): void {
    const target = this.targets.get(clinicName);
    if (target?.timer) clearTimeout(target.timer);
    this.targets.delete(clinicName);
  }

  async close(): Promise<void> {
    for (const clinicName of this.targets.keys()) this.spare(clinicName);
    await this.server.close();
  }

  private opened(session: AgentSession): void {
    const target = session.settings && this.targetOf(session.settings);
    if (!target) return;
    target.current = session;
    target.sessions += 1;
    target.timer ??= setTimeout(() => this.kill(target), target.plan.killAfterMs);
  }

  private kill(target: Target): void {
    const { kill, killAfterMs } = target.plan;
    if (!target.current || target.current.state === 'closed') return;
    target.killedAfterMs = killAfterMs;
    target.killedAtMs = Date.now();
    target.current.break(kill);
  }

  private refusalOf(settings: Settings): Breakage | null {
    const target = this.targetOf(settings);
    if (!target || target.killedAtMs === null || Date.now() >= target.killedAtMs + target.plan.awayMs) return null;
    target.refusals += 1;
    return REFUSALS[target.plan.away];
  }

  private targetOf({ agent }: Settings): Target | undefined {
    if (typeof agent === 'string') return undefined;
    const [think] = [agent.think ?? []].flat();
    const [, clinicName = ''] = /receptionist of ([^,]+),/.exec(think?.prompt ?? '') ?? [];
    return this.targets.get(clinicName);
  }
}
