import type { Clock } from '../../common/clock/clock.js';
import type { Settings } from '../../simulation/deepgram/agent-settings.protocol.js';
import type { AgentSession } from '../../simulation/deepgram/agent-session.runner.js';
import type { Breakage } from '../../simulation/deepgram/deepgram-faults.types.js';
import type { SimulatedDeepgram } from '../../simulation/deepgram/simulated-deepgram.server.js';
import type { RequestFaults } from '../../simulation/llm/llm-faults.types.js';
import type { LlmRequest } from '../../simulation/llm/llm-request.js';
import type { SimulatedLlm } from '../../simulation/llm/simulated-llm.server.js';
import type { CallFault, StreamFault } from '../plan/plan.types.js';

interface Target {
  mark: string;
  faults: readonly CallFault[];
  startedAtMs: number;
  sessions: number;
  requests: number;
}

/** Has the provider, and the model, go wrong in the calls that they are to go wrong in: a call shows by the mark in its instructions. */
export class ProviderFaults {
  private readonly targets: Target[] = [];

  constructor(
    deepgram: SimulatedDeepgram,
    llm: SimulatedLlm,
    streams: readonly StreamFault[],
    private readonly clock: Clock,
  ) {
    deepgram.faults.refuse = (settings) => this.refusalOf(settings);
    deepgram.on('settings', (session) => this.onSession(session));
    llm.faults.befalls = (request) => this.befallen(request);
    let count = 0;
    const next = (): StreamFault['faults'] | undefined => {
      const number = count++;
      return streams.find(({ stream }) => stream === number)?.faults;
    };
    deepgram.on('listen', (stream) => {
      const faults = next();
      if (faults && 'listen' in faults) Object.assign(stream.faults, structuredClone(faults.listen));
    });
    deepgram.on('speak', (stream) => {
      const faults = next();
      if (faults && 'speak' in faults) Object.assign(stream.faults, structuredClone(faults.speak));
    });
  }

  /** The call with this mark begins. */
  aim(mark: string, faults: readonly CallFault[]): void {
    this.targets.push({ mark, faults, startedAtMs: this.clock.nowMs(), sessions: 0, requests: 0 });
  }

  private onSession(session: AgentSession): void {
    const target = this.targetOf(promptOf(session.settings));
    if (!target) return;
    const number = target.sessions++;
    for (const fault of target.faults)
      if (fault.kind === 'session' && fault.session === number)
        Object.assign(session.faults, structuredClone(fault.faults)); // what has struck is crossed out
  }

  private refusalOf(settings: Settings): Breakage | null {
    const target = this.targetOf(promptOf(settings));
    if (!target) return null;
    const ageMs = this.clock.nowMs() - target.startedAtMs;
    for (const fault of target.faults)
      if (fault.kind === 'refused' && ageMs >= fault.atMs && ageMs < fault.atMs + fault.forMs) return fault.how;
    return null;
  }

  private befallen({ question }: LlmRequest): RequestFaults | null {
    const target = question && this.targetOf(question.prompt);
    if (!target) return null;
    const number = target.requests++;
    const fault = target.faults.find((one) => one.kind === 'request' && one.request === number);
    return fault?.kind === 'request' ? fault.faults : null;
  }

  private targetOf(prompt: string): Target | undefined {
    return this.targets.find(({ mark }) => prompt.includes(mark));
  }
}

function promptOf(settings: Settings | null): string {
  if (!settings || typeof settings.agent === 'string') return '';
  const [think] = [settings.agent.think ?? []].flat();
  return think?.prompt ?? '';
}
