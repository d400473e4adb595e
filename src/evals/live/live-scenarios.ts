import type { Scenario } from '../../simulation/caller/scenario.types.js';
import { ScenariosService } from '../../simulation/caller/scenarios.service.js';
import { asLive } from './live-scenario.policy.js';

/** The scenario files, each as a model plays it. */
export class LiveScenarios extends ScenariosService {
  override load(name: string): Scenario {
    return asLive(super.load(name));
  }
}
