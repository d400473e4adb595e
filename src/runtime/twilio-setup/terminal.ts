import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Whether a person sits at both ends: one who reads what is printed, and types. */
export const isTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY;

/** Asks a yes-or-no question. Everything but a yes is a no, Ctrl-C and the end of the input too. */
export async function askYesOrNo(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = once(terminal, 'close').then(() => 'no');
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `, { signal }), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    return false; // aborted
  } finally {
    terminal.close();
  }
}
