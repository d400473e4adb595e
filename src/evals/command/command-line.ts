import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AGENT_DRIVERS, type AppConfig } from '../../config/app-config.js';
import { runCommand, type CommandContext } from '../../runtime/command.runner.js';

/** The command was wrong, or something it needs is not there; 1 is for calls that did not go as they should. */
const EXIT_UNUSABLE = 2;

/** Something the person at the terminal can put right. */
export class UsageError extends Error {}

/** @throws UsageError with the usage */
export function parsedOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  given: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...given], options }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${usage}`);
  }
}

/** @throws UsageError */
export function driverOf(name: string): AppConfig['agent']['driver'] {
  const driver = AGENT_DRIVERS.find((one) => one === name);
  if (driver) return driver;
  throw new UsageError(`There is no driver "${name}". There are: ${AGENT_DRIVERS.join(', ')}.`);
}

/** @throws UsageError */
export function wholeNumberOf(option: string, words: string, least: number, most: number): number {
  const count = /^\d+$/.test(words) ? Number(words) : -1;
  if (count < least || count > most) throw new UsageError(`${option} is a whole number from ${least} to ${most}.`);
  return count;
}

/** Runs a command that plays calls, and ends the process. */
export function runPlaying(play: (context: CommandContext) => Promise<void>): Promise<never> {
  return runCommand('nothing', async (context) => {
    try {
      await play(context);
    } catch (error) {
      if (error instanceof UsageError) {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = EXIT_UNUSABLE;
        return;
      }
      // Whatever fails once it was asked to stop, fails because of that.
      if (!context.stopping.aborted) throw error;
      process.exitCode = 1;
    }
  });
}
