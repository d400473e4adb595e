import type { BrainItem } from './brain.port.js';
import { readResult, spokenFor } from './options.policy.js';
import type { Tool } from './tools.policy.js';
import { capitalised, sentencesOf } from './words.policy.js';

const HEADING = /done in this call so far:/i;
const FAILED = /\b(failed|failure|error|problem|cancelled|refused|timed? ?out|unavailable)\b/i;
const DONE = ['That is already done.'];

/**
 * Tool runs that the prompt, or a message of the conversation, lists as finished below the line `Done in this call so far:`, up
 * to a blank line; with what may be said of each. What failed is not done.
 */
export function doneSoFar(
  prompt: string,
  history: readonly BrainItem[],
  tools: readonly Tool[],
): Map<string, readonly string[]> {
  const texts = [prompt, ...history.flatMap((item) => (item.kind === 'call' ? [] : [item.text]))];
  const lines = texts.flatMap((text) => {
    const heading = HEADING.exec(text);
    const [listing = ''] = heading ? text.slice(heading.index + heading[0].length).split(/\n\s*\n/) : [];
    return listing.split(/\n|;\s/);
  });
  const done = new Map<string, readonly string[]>();
  for (const line of lines) {
    const tool = tools.find(({ name }) => new RegExp(`\\b${name}\\b`).test(line));
    const words = tool && outcomeIn(line.slice(line.indexOf(tool.name) + tool.name.length));
    if (tool && words) done.set(tool.name, words);
  }
  return done;
}

/** Null for what failed. */
function outcomeIn(told: string): readonly string[] | null {
  const json = /\{[^{}]*\}\s*$/.exec(told)?.[0];
  if (json !== undefined) {
    const { failed, messages, instructions } = readResult(json);
    if (failed) return null;
    return [messages, spokenFor(instructions)].find((words) => words.length > 0) ?? DONE;
  }
  if (FAILED.test(told)) return null;
  const plain = told.replace(/\([^)]*\)/, '').replace(/^[\s:,.>`"–—-]+/, '');
  return plain.split(' ').length < 3 ? DONE : sentencesOf(`${capitalised(plain).replace(/[.\s]*$/, '')}.`);
}
