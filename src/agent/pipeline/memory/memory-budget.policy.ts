import type { ModelMessage } from '../thinking/language-model.port.js';

/** English has about four characters a token, Spanish and JSON fewer. */
const CHARACTERS_PER_TOKEN = 3.5;
/** Role and frame of a message. */
const TOKENS_PER_MESSAGE = 4;
/** Answers of tools that the conversation still turns on. */
const ROUNDS_IN_FULL = 2;
/** Of an old answer: what was asked is in the call, what became of it in the words that followed. */
const OLD_RESULT = '{"left_out":"this answer is old: ask again if it matters"}';
/** Of the budget: beyond this the oldest part is summarised, until no more than that is left. */
const SUMMARISE_BEYOND = 0.6;
const SUMMARISE_TO = 0.3;

/** An estimate; a model's own count differs by a fifth or so. */
export function tokensOf(messages: readonly ModelMessage[]): number {
  const characters = messages.reduce((sum, message) => sum + charactersOf(message), 0);
  return Math.ceil(characters / CHARACTERS_PER_TOKEN) + messages.length * TOKENS_PER_MESSAGE;
}

/**
 * As much of the conversation as the budget takes. As long as all of it fits nothing is touched, so that what a provider has
 * cached of the last request is still right. Then old answers of tools are left out, then old turns.
 */
export function withinBudget(messages: readonly ModelMessage[], budgetTokens: number): ModelMessage[] {
  if (tokensOf(messages) <= budgetTokens) return [...messages];
  const shorter = withoutOldResults(messages);
  const starts = turnStarts(shorter);
  const start = starts.find((at) => tokensOf(shorter.slice(at)) <= budgetTokens) ?? starts.at(-1) ?? 0;
  return tokensOf(shorter) <= budgetTokens ? shorter : shorter.slice(start);
}

export function stretchToSummarise(messages: readonly ModelMessage[], budgetTokens: number): ModelMessage[] | null {
  if (tokensOf(messages) <= budgetTokens * SUMMARISE_BEYOND) return null;
  const starts = turnStarts(messages).filter((at) => at > 0);
  const end = starts.find((at) => tokensOf(messages.slice(at)) <= budgetTokens * SUMMARISE_TO) ?? starts.at(-1);
  return end === undefined ? null : messages.slice(0, end);
}

function withoutOldResults(messages: readonly ModelMessage[]): ModelMessage[] {
  const rounds = messages.filter(({ role }) => role === 'tools').length;
  let seen = 0;
  return messages.map((message) => {
    if (message.role !== 'tools') return message;
    seen += 1;
    return seen > rounds - ROUNDS_IN_FULL ? message : { ...message, results: message.results.map(shortened) };
  });
}

function shortened<Result extends { resultJson: string }>(result: Result): Result {
  return result.resultJson.length <= OLD_RESULT.length ? result : { ...result, resultJson: OLD_RESULT };
}

/** Where a turn of the caller begins: a conversation can be cut there and nowhere else. */
function turnStarts(messages: readonly ModelMessage[]): number[] {
  return messages.flatMap(({ role }, at) => (role === 'caller' ? [at] : []));
}

function charactersOf(message: ModelMessage): number {
  switch (message.role) {
    case 'caller':
      return message.text.length;
    case 'agent':
      return message.calls.reduce(
        (sum, call) => sum + call.name.length + call.argumentsJson.length,
        message.text.length,
      );
    case 'tools':
      return message.results.reduce((sum, { resultJson }) => sum + resultJson.length, 0);
  }
}
