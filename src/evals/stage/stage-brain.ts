import type { Brain, BrainContext, BrainStep } from '../../simulation/brain/brain.port.js';
import { scriptedModel, type ScriptRule } from '../../simulation/brain/scripted-model.policy.js';
import { slotFillingBrain } from '../../simulation/brain/slot-filling.policy.js';
import type { World } from '../world/world.types.js';

/** One model for all clinics: by the mark in its instructions it knows whose script it follows. */
export class StageBrain implements Brain {
  private readonly scripted = new Map<string, Brain>();

  enter({ mark, visitIds, patientIds }: World, rules: readonly ScriptRule[]): void {
    if (rules.length > 0) this.scripted.set(mark, scriptedModel({ rules, visitIds, patientIds }, slotFillingBrain));
  }

  leave({ mark }: World): void {
    this.scripted.delete(mark);
  }

  respond(context: BrainContext): BrainStep | Promise<BrainStep> {
    for (const [mark, brain] of this.scripted) if (context.prompt.includes(mark)) return brain.respond(context);
    return slotFillingBrain.respond(context);
  }
}
