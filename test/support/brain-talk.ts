import type { BrainItem, BrainTool } from '../../src/simulation/brain/brain.port.js';
import { respond } from '../../src/simulation/brain/slot-filling.policy.js';

export type Run = (name: string, args: Record<string, unknown>) => unknown;

/** A caller on the line: each `hears` is a turn of the caller, and answers what the receptionist says to it. */
export class Talk {
  readonly calls: string[] = [];
  readonly history: BrainItem[] = [];

  constructor(
    private readonly tools: readonly BrainTool[],
    private readonly run: Run,
    private readonly prompt = '',
  ) {}

  /** The caller speaks over the reply that was just given, of which only so many sentences were begun. */
  hearsOver(sentencesBegun: number, text: string): string {
    const replied = this.history.findLastIndex(({ kind }) => kind !== 'agent') + 1;
    this.history.splice(replied + sentencesBegun);
    this.history.push({ kind: 'user', text, cutsReply: true });
    return this.replies();
  }

  hears(text: string): string {
    this.history.push({ kind: 'user', text });
    return this.replies();
  }

  private replies(): string {
    const said: string[] = [];
    for (let round = 0; round < 8; round++) {
      const step = respond({ prompt: this.prompt, tools: this.tools, history: this.history });
      const sentences = step.kind === 'say' ? step.sentences : step.lead === null ? [] : [step.lead];
      for (const sentence of sentences) this.history.push({ kind: 'agent', text: sentence });
      said.push(...sentences);
      if (step.kind === 'say') return said.join(' ');
      for (const call of step.calls) this.answer(call.name, call.arguments);
    }
    throw new Error('the model calls without end');
  }

  private answer(name: string, args: Readonly<Record<string, unknown>>): void {
    this.calls.push(`${name}(${Object.values(args).map(String).join(', ')})`);
    const resultJson = JSON.stringify(this.run(name, args));
    this.history.push({ kind: 'call', name, argumentsJson: JSON.stringify(args), resultJson });
  }
}

export const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });
export const tool = (name: string, description: string, properties: object, required: string[] = []): BrainTool => ({
  name,
  description,
  parameters: { type: 'object', properties, required },
});
