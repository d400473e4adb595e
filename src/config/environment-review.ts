import { loadSettings, parseSettings, SettingsError, type Settings } from './settings.js';
import type { Needs } from './settings.schema.js';

/** What of the environment can be used, and what can't: for a command that examines the environment itself. */
export interface EnvironmentReview {
  /** As if the variables that can't be used were not set. */
  settings: Settings;
  /** One for each variable, beginning with its name; never its value. */
  problems: readonly string[];
}

/** Reads `.env` and the environment as `loadSettings` does, and goes on where that gives up. */
export function reviewEnvironment(needs: Needs): EnvironmentReview {
  return review(process.env, () => loadSettings(needs));
}

export function reviewSettings(environment: Record<string, string | undefined>, needs: Needs): EnvironmentReview {
  return review(environment, () => parseSettings(environment, needs));
}

function review(environment: Record<string, string | undefined>, read: () => Settings): EnvironmentReview {
  try {
    return { settings: read(), problems: [] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { settings: salvage(environment, error), problems: error.problems };
  }
}

/** A part of these is refused like a bad variable. */
const TOGETHER = [
  ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
  ['LLM_PROVIDER', 'LLM_API_KEY', 'LLM_BASE_URL', 'LLM_MODEL'],
];

function salvage(environment: Record<string, string | undefined>, { problems }: SettingsError): Settings {
  const bad = new Set(problems.map((problem) => problem.split(' ', 1)[0]));
  for (const names of TOGETHER) if (names.some((name) => bad.has(name))) for (const name of names) bad.add(name);
  return parseSettings(Object.fromEntries(Object.entries(environment).filter(([name]) => !bad.has(name))), 'nothing');
}
