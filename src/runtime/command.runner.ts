import { SystemClock, type Clock } from '../common/clock/clock.js';
import { isDatabaseAway } from '../common/database/database.errors.js';
import { DomainError } from '../common/errors/domain.error.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { loadSettings, SettingsError, type Settings } from '../config/settings.js';
import type { Needs } from '../config/settings.schema.js';
import { logLevelFor } from './composition.builder.js';
import { databaseTrouble, isDatabaseTrouble } from './doctor/database-trouble.presenter.js';
import { holdOpen } from './hold-open.js';
import { OperatorError } from './runtime.errors.js';

/** What a command of ours is given to work with. */
export interface CommandContext {
  settings: Settings;
  clock: Clock;
  logger: Logger;
  /** Aborted when the process is asked to end. The command then returns as soon as it has put things in order. */
  stopping: AbortSignal;
  /** Ends the process as a signal would, and as a failure: whoever looks after it starts another one. */
  giveUp: () => void;
  /** Writes one line for the person at the terminal. */
  print: (line: string) => void;
}

/** npm forwards the Ctrl-C that the terminal has sent to us already, so one key press arrives as two signals. */
const SAME_REQUEST_MS = 1_000;

/**
 * Runs a command to its end and ends the process: 0 when it is done, also after a signal, and 1 when it failed. A second
 * signal ends the process at once.
 */
export function runCommand(needs: Needs, command: (context: CommandContext) => Promise<void>): Promise<never> {
  return runCommandWith(() => loadSettings(needs), command);
}

/** The same, for a command that has its own way of reading the settings. */
export async function runCommandWith(
  readSettings: () => Settings,
  command: (context: CommandContext) => Promise<void>,
): Promise<never> {
  const clock = new SystemClock();
  const stop = new AbortController();
  const release = holdOpen();
  surviveClosedTerminal();
  stopOnSignals(clock, stop);
  let settings: Settings | null = null;
  try {
    settings = readSettings();
    const logger = Logger.create(logLevelFor(settings));
    const giveUp = () => {
      process.exitCode = 1;
      stop.abort();
    };
    surviveStrayErrors(logger, giveUp);
    const print = (line: string) => writeLine(process.stdout, line);
    await command({ settings, clock, logger, stopping: stop.signal, giveUp, print });
  } catch (error) {
    process.exitCode = 1;
    writeLine(process.stderr, explain(error, settings));
  }
  release();
  process.exit();
}

function stopOnSignals(clock: Clock, stop: AbortController): void {
  let askedAtMs: number | null = null;
  const onSignal = () => {
    if (askedAtMs === null) {
      askedAtMs = clock.nowMs();
      stop.abort();
    } else if (clock.nowMs() - askedAtMs > SAME_REQUEST_MS) {
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

/** Whoever read our output may leave; the calls go on. */
function surviveClosedTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/**
 * A promise that nobody waited for belongs to one call at most, and the others go on. After an exception that nobody
 * caught, the state of the process is unknown: it ends in order, and the calls resume elsewhere.
 */
function surviveStrayErrors(logger: Logger, giveUp: () => void): void {
  process.on('unhandledRejection', (error) => logger.error('process.rejection_unhandled', errorFields(error)));
  process.on('uncaughtException', (error) => {
    logger.error('process.exception_uncaught', errorFields(error));
    giveUp();
  });
  // Node prints the words of warnings, which are whatever a library put into them.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => logger.warn('process.warned', errorFields(warning)));
}

function writeLine(stream: NodeJS.WriteStream, line: string): void {
  if (stream.writable) stream.write(`${line}\n`);
}

/**
 * True for errors whose words are ours, or speak of a connection or an option. Those of a database that refuses, or of a
 * library that can't read something, quote what it was.
 */
function mayBeQuoted(error: Error): boolean {
  if (error instanceof DomainError || isDatabaseAway(error) || 'errno' in error) return true;
  const isOfSession = 'severity' in error && error.severity === 'FATAL';
  return isOfSession || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_'));
}

function explain(error: unknown, settings: Settings | null): string {
  if (error instanceof SettingsError || error instanceof OperatorError) return error.message;
  if (settings?.databaseUrl !== undefined && isDatabaseTrouble(error)) {
    const { detail, fix } = databaseTrouble(error);
    return `The database of DATABASE_URL can not be used: ${detail}.\nFix: ${fix}.`;
  }
  if (!(error instanceof Error)) return 'an error that is none';
  const { errorClass, code = 'no code', errorAt } = errorFields(error);
  return `${errorClass}: ${mayBeQuoted(error) ? error.message : code}${errorAt ? ` (${errorAt})` : ''}`;
}
