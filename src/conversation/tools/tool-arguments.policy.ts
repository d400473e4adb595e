import { readable } from '../../common/validation/storable.policy.js';

/** Longer, and deeper, than any honest arguments by far. */
const MAX_LENGTH = 8000;
const MAX_DEPTH = 8;

/** What no tool takes. */
const REFUSED = 'null';

/** The arguments as they came, or `null` in place of what is too long or too deep to be looked into. */
export const boundedArguments = (json: string): string =>
  json.length > MAX_LENGTH || isDeeperThan(MAX_DEPTH, json) ? REFUSED : json;

/** Undefined when it is no JSON; a tool's schema then says what was expected. */
export function parseArguments(json: string): unknown {
  try {
    return JSON.parse(json === '' ? '{}' : json, (_key, value: unknown) =>
      typeof value === 'string' ? readable(value) : value,
    );
  } catch {
    return undefined;
  }
}

/** Without parsing it: that alone may need more stack than there is. */
function isDeeperThan(limit: number, json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return false;
}
