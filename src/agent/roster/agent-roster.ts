import type { OnApplicationShutdown } from '@nestjs/common';
import type { VoiceAgent } from '../voice-agent.port.js';
import { GuardedVoiceAgent } from './guarded-voice-agent.js';
import type { RosterSurroundings } from './route-circuit.js';

/** One way to a voice agent: a driver at an address, behind its circuit. */
export interface AgentRoute {
  /** A label of metrics and logs, e.g. `deepgram_fallback`. */
  readonly name: string;
  readonly agent: VoiceAgent;
}

/** Which voice agent a call gets. */
export class AgentRoster implements OnApplicationShutdown {
  private readonly routes: readonly { name: string; agent: GuardedVoiceAgent }[];

  /** `routes`: drivers in the order in which they are tried. */
  constructor(routes: readonly AgentRoute[], surroundings: RosterSurroundings) {
    this.routes = routes.map(({ name, agent }) => ({ name, agent: new GuardedVoiceAgent(name, agent, surroundings) }));
  }

  /**
   * The first route whose circuit lets calls through and that is not in `tried`; null when there is none. A call that is `live`
   * already gets one that may have come back, when there is nothing better.
   */
  pick(tried: ReadonlySet<string>, { live = false } = {}): AgentRoute | null {
    const routes = this.routes.filter(({ name }) => !tried.has(name));
    return (
      (routes.find(({ agent }) => agent.takesCalls) ?? (live && routes.find(({ agent }) => agent.takesLiveCalls))) ||
      null
    );
  }

  /** False while no route would take a call. */
  get isAvailable(): boolean {
    return this.routes.some(({ agent }) => agent.takesCalls);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.routes.map(({ agent }) => agent.stop()));
  }
}
