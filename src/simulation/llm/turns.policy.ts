import type { Block, Message } from './message-request.protocol.js';

/** A turn of one side, made of all its messages in a row. */
export interface Turn {
  role: 'user' | 'assistant';
  content: readonly Block[];
  /** Where its first message stands in the request. */
  at: number;
}

/** Anthropic reads messages of one role in a row as a single turn. */
export function joinedTurns(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    if (role === 'system') continue;
    const last = turns.at(-1);
    if (last?.role === role) turns[turns.length - 1] = { ...last, content: [...last.content, ...content] };
    else turns.push({ role, content, at });
  }
  return turns;
}

/** What Anthropic says of messages that don't go together; null when they do. */
export function brokenTurns(messages: readonly Message[]): string | null {
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  const turns = joinedTurns(messages);
  if (turns.at(-1)?.role !== 'user')
    return 'This model does not support assistant message prefill. The conversation must end with a user message.';
  return (
    firstOf(messages, brokenContent) ?? repeatedId(turns) ?? firstOf(turns, (turn, at) => unpaired(turns, turn, at))
  );
}

function firstOf<Item>(items: readonly Item[], look: (item: Item, at: number) => string | null): string | null {
  for (const [at, item] of items.entries()) {
    const found = look(item, at);
    if (found !== null) return found;
  }
  return null;
}

function brokenContent({ role, content }: Message, at: number): string | null {
  if (content.length === 0) return `messages.${at}: all messages must have non-empty content`;
  for (const block of content) {
    if (block.type === 'text' && block.text === '') return 'messages: text content blocks must be non-empty';
    if (block.type === 'text' && block.text.trim() === '')
      return 'messages: text content blocks must contain non-whitespace text';
    const owner = { text: role, tool_use: 'assistant', tool_result: 'user' }[block.type];
    if (owner !== role) return `messages.${at}: \`${block.type}\` blocks can only be in \`${owner}\` messages`;
  }
  return null;
}

function repeatedId(turns: readonly Turn[]): string | null {
  const ids = turns.flatMap(({ content }) => content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])));
  return new Set(ids).size < ids.length ? 'messages: `tool_use` ids must be unique' : null;
}

/** Results stand at the beginning of the turn right behind their calls, one for each. */
function unpaired(turns: readonly Turn[], { content, at }: Turn, index: number): string | null {
  const asked = callsIn(turns[index - 1]);
  const given = resultsAtHeadOf(content);
  for (const [where, block] of content.entries()) {
    if (block.type !== 'tool_result' || asked.includes(block.tool_use_id)) continue;
    return (
      `messages.${at}.content.${where}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. ` +
      'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'
    );
  }
  const missing = asked.filter((id) => !given.includes(id));
  if (missing.length > 0)
    return (
      `messages.${turns[index - 1]?.at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
      `${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
    );
  const twice = given.find((id, where) => given.indexOf(id) !== where);
  return twice === undefined
    ? null
    : `messages.${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${twice}`;
}

const callsIn = (turn: Turn | undefined): string[] =>
  (turn?.content ?? []).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));

function resultsAtHeadOf(content: readonly Block[]): string[] {
  const ids: string[] = [];
  for (const block of content) {
    if (block.type !== 'tool_result') break;
    ids.push(block.tool_use_id);
  }
  return ids;
}
