import type { BrainCall, BrainStep } from './brain.port.js';
import type { Dialogue, World } from './dialogue.types.js';
import {
  ANYTHING_ELSE,
  askFor,
  cannotHelp,
  DID_NOT_WORK,
  HOW_CAN_I_HELP,
  IS_THAT_RIGHT,
  LET_ME_LOOK,
  NOT_FOR_OTHERS,
  offer,
  readBack,
  SHALL_I_CANCEL,
  THEIR_NAME,
  whichOf,
} from './phrasing.policy.js';
import { CONCERNS_A_BOOKING } from './purposes.policy.js';
import { isIdentity, keyFor, slotOf, valueFor } from './references.policy.js';
import { canonicalCall } from './services.policy.js';
import { isSearch, producerOf, type Param, type Tool } from './tools.policy.js';

/** The next step towards the goal: a question for what is missing, an offer, or a call. */

const say = (...sentences: string[]): BrainStep => ({ kind: 'say', sentences });

/** What was done once is done again only for somebody who means a second one. */
const ASKS_FOR_MORE = /\b(another|second|one more|also|as well|too|both)\b/i;

export function pursue(dialogue: Dialogue, world: World): BrainStep {
  const named = dialogue.prerequisites.at(-1) ?? dialogue.goal;
  const goal = world.tools.find((tool) => tool.name === named);
  const done = goal && !ASKS_FOR_MORE.test(dialogue.callerWords.join(' ')) ? world.done.get(goal.name) : undefined;
  if (done) return say(...done, ANYTHING_ELSE);
  return goal ? stepTowards(goal, dialogue, world, []) : say(HOW_CAN_I_HELP);
}

export function stepTowards(tool: Tool, dialogue: Dialogue, world: World, onTheWay: readonly Tool[]): BrainStep {
  const { offered } = dialogue;
  if (offered && dialogue.offeredBy === tool.name && !dialogue.chosen) return offering(tool, dialogue);
  if (concernsSomebodyElse(tool, dialogue, world))
    return dialogue.people.length > 0 && dialogue.other?.name === null
      ? say(THEIR_NAME)
      : say(NOT_FOR_OTHERS, ANYTHING_ELSE);
  const missing = tool.params.filter(
    (param) => isNeeded(param, dialogue) && valueFor(param, dialogue, world) === undefined,
  );
  const key = missing.find((param) => param.kind === 'reference');
  if (key) return stepTowardsKey(key, tool, dialogue, world, onTheWay);
  const [first] = missing;
  return first ? say(...ask(first, dialogue)) : call(tool, dialogue, world);
}

/** The visits of somebody for whom the caller may not speak, as far as is known. */
function concernsSomebodyElse(tool: Tool, dialogue: Dialogue, world: World): boolean {
  if (dialogue.other === null || dialogue.knownAs === null) return false;
  const goal = world.tools.find(({ name }) => name === dialogue.goal);
  const concerns = goal?.purpose !== undefined && goal.purpose !== null && CONCERNS_A_BOOKING.has(goal.purpose);
  const person = tool.params.find((param) => param.kind === 'reference' && isIdentity(param, world));
  return concerns && person !== undefined && valueFor(person, dialogue, world) === undefined;
}

export const offering = (tool: Tool | undefined, { offered }: Dialogue): BrainStep =>
  say(...(tool?.purpose === 'look_up' ? whichOf(offered ?? []) : offer(offered ?? [])));

const isNeeded = (param: Param, dialogue: Dialogue): boolean =>
  param.required || dialogue.demanded.includes(param.slot);

function stepTowardsKey(
  key: Param,
  tool: Tool,
  dialogue: Dialogue,
  world: World,
  onTheWay: readonly Tool[],
): BrainStep {
  const { offered } = dialogue;
  if (offered?.some((option) => keyFor(option.fields, key) !== undefined)) return say(...offer(offered));
  const producer = producerOf(key, tool, world.tools);
  const circular = !producer || producer === tool || onTheWay.includes(producer);
  return circular ? say(...cannotHelp(world.tools)) : stepTowards(producer, dialogue, world, [...onTheWay, tool]);
}

function ask(param: Param, dialogue: Dialogue): string[] {
  const { undecided } = dialogue;
  return askFor(param, undecided?.slot === param.slot ? undecided.labels : []);
}

function call(tool: Tool, dialogue: Dialogue, world: World): BrainStep {
  const doubtful = tool.params.map((param) => unconfirmed(param, dialogue)).find((value) => value !== null);
  if (doubtful) return say(readBack(doubtful), IS_THAT_RIGHT);
  if (tool.purpose === 'cancel' && dialogue.subject && !dialogue.agreed)
    return say(`That is ${dialogue.subject.label.replace(/[.\s]*$/, '')}.`, SHALL_I_CANCEL);
  const known = tool.params.map((param) => [param.name, valueFor(param, dialogue, world)] as const);
  const next: BrainCall = {
    name: tool.name,
    arguments: Object.fromEntries(known.filter(([, value]) => value !== undefined)),
  };
  if (dialogue.callsMade.includes(canonicalCall(next.name, next.arguments))) return say(DID_NOT_WORK, ANYTHING_ELSE);
  const looks = isSearch(tool) && LOOKS.test(tool.name);
  const lead = looks && !dialogue.agentSaid.includes(LET_ME_LOOK) ? LET_ME_LOOK : null;
  return { kind: 'call', lead, calls: [next] };
}

const LOOKS = /^(find|search|look|list|check|get|show|verify|browse|see)/i;

const READ_BACK = new Set<string>(['phone', 'code', 'member_id']);

/** A number that was heard, and may have been misheard. */
function unconfirmed(param: Param, dialogue: Dialogue): string | null {
  const value = dialogue.slots[slotOf(param, dialogue)]?.value;
  if (!READ_BACK.has(param.kind) || typeof value !== 'string' || !/\d/.test(value)) return null;
  return dialogue.confirmed.includes(value) ? null : value;
}
