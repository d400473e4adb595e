import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Actor } from '../compliance/compliance.types.js';
import type { CommandContext } from './command.runner.js';
import { OperatorError } from './runtime.errors.js';
import { isTerminal } from './twilio-setup/terminal.js';

/** Of every command that reads or changes what is of clinics and of people. */
export const OPERATOR_OPTION = { as: { type: 'string' } } as const;
export const OPERATOR_USAGE = `  --as NAME            who runs this, by e-mail address or login name: it stands in the audit trail.
                       The variable OPERATOR says it for what runs on a schedule`;

/** As actors are searched for: no spaces. */
const NAME = /^[\x21-\x7e]{1,100}$/;

/**
 * Who stands behind a command. Somebody at a terminal is asked; where nobody can be, and in production, it has to be said.
 *
 * @param named by `--as`
 * @throws OperatorError
 */
export async function operatorOf(
  { settings, stopping }: Pick<CommandContext, 'settings' | 'stopping'>,
  named: string | undefined,
): Promise<Actor> {
  const mayBeAsked = settings.mode !== 'production' && isTerminal();
  const name = named ?? settings.operator ?? (mayBeAsked ? await askName(stopping) : '');
  if (NAME.test(name)) return { kind: 'operator', id: name };
  throw new OperatorError(
    'Who runs this? Say it by --as, or by the variable OPERATOR: an e-mail address or login name, without spaces. ' +
      'It stands in the audit trail.',
  );
}

/** Empty where nobody answers. */
async function askName(signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = once(terminal, 'close').then(() => '');
  try {
    const asked = terminal.question('Your e-mail address or login name, for the audit trail: ', { signal });
    return (await Promise.race([asked, closed])).trim();
  } catch {
    return ''; // aborted
  } finally {
    terminal.close();
  }
}
