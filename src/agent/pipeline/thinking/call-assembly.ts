import { randomUUID } from 'node:crypto';
import type { ToolCall } from './language-model.port.js';

/** In place of arguments that are too long, or were cut off. No tool takes it: it says so, and the model may do better. */
export const NO_ARGUMENTS = 'null';

export interface CallFragment {
  /** The place of the call among those of the reply, where the server tells it. */
  index: number | null;
  id: string;
  name: string;
  argumentsJson: string;
}

interface Draft {
  index: number | null;
  id: string;
  name: string;
  argumentsJson: string;
}

/**
 * Puts calls together from fragments, of several calls at a time. Each fragment should name its call by the index. Servers that
 * speak the same language more or less leave it out, give every call the index 0, or repeat id and name in every fragment.
 */
export class CallAssembly {
  readonly #drafts: Draft[] = [];

  get isEmpty(): boolean {
    return this.#drafts.length === 0;
  }

  add(fragment: CallFragment): void {
    const draft = this.#find(fragment);
    if (!draft) return void this.#drafts.push({ ...fragment });
    draft.id ||= fragment.id;
    draft.name ||= fragment.name;
    draft.argumentsJson += fragment.argumentsJson;
  }

  /** All calls that have a name. */
  calls(): ToolCall[] {
    return this.#drafts.filter(({ name }) => name !== '').map(callOf);
  }

  /** All calls that have a name, for a reply that the provider stopped: what it stopped in the middle has `NO_ARGUMENTS`. */
  stoppedCalls(): ToolCall[] {
    return this.calls().map((call) => (isWhole(call.argumentsJson) ? call : { ...call, argumentsJson: NO_ARGUMENTS }));
  }

  /** Those that were certainly written to their end, for a reply that broke off. */
  wholeCalls(): ToolCall[] {
    return this.#drafts.filter(({ name, argumentsJson }) => name !== '' && isWhole(argumentsJson)).map(callOf);
  }

  #find(fragment: CallFragment): Draft | undefined {
    const { index, id, name } = fragment;
    const known = id === '' ? undefined : this.#drafts.find((draft) => draft.id === id);
    if (known) return known;
    if (index === null) return id === '' && name === '' ? this.#drafts.at(-1) : undefined;
    const atIndex = this.#drafts.findLast((draft) => draft.index === index);
    return atIndex && isAnother(atIndex, fragment) ? undefined : atIndex;
  }
}

/** The index of an earlier call, used again: a new id with a name, or a name again after arguments that are complete. */
function isAnother(draft: Draft, { id, name }: CallFragment): boolean {
  if (name === '' || draft.name === '') return false;
  return id !== '' && draft.id !== '' ? true : isWhole(draft.argumentsJson);
}

const callOf = ({ id, name, argumentsJson }: Draft): ToolCall => ({
  id: id || randomUUID(),
  name,
  argumentsJson: argumentsJson.trim() === '' ? '{}' : argumentsJson,
});

function isWhole(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
