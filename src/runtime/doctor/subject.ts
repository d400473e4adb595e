import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../common/clock/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import type { EnvironmentReview } from '../../config/environment-review.js';
import type { Settings } from '../../config/settings.js';
import { deepgramAt, hostFor, localUrl, standInsFor, twilioAt, type StandInsInUse } from '../composition.builder.js';
import { demoKeys, loadDemoSecrets } from '../demo-secrets.js';
import { readJson } from '../private-file.js';

/** What is examined: a server's settings, and what a running demo has left of those that it made up. */
export interface Subject {
  clock: Clock;
  settings: Settings;
  /** Of the environment: see EnvironmentReview. */
  problems: readonly string[];
  /** None in production, where what is missing is missing, and none for what somebody tried to set. */
  standIns: StandInsInUse;
  /** Null when none has run here. */
  demo: Demo | null;
  /** The server on this machine. */
  localUrl: string;
  /** Where webhooks are sent and signed for; null when nobody has said so that it can be used. */
  publicUrl: string | null;
  /** What the webhooks are signed with; null when nobody has said. */
  authToken: string | null;
  /** What seals the database; null when nobody has said so that it can be used. */
  encryptionKeys: AppConfig['encryptionKeys'] | null;
  /** Null for a stand-in, and when the keys are missing. */
  twilio: AppConfig['twilio'] | null;
  deepgram: AppConfig['agent']['deepgram'] | null;
}

const demoSchema = z.object({
  url: z.url(),
  publicUrl: z.url().optional(),
  twilioAuthToken: z.string(),
});
type Demo = z.infer<typeof demoSchema>;

export async function findSubject({ settings, problems }: EnvironmentReview, clock: Clock): Promise<Subject> {
  const isDemo = settings.mode !== 'production';
  const demo = isDemo ? await readDemo(settings.dataDir) : null;
  const isBad = (name: string) => problems.some((problem) => problem.startsWith(name));
  const absent = standInsFor(settings);
  const standIns = {
    database: isDemo && absent.database && !isBad('DATABASE_URL '),
    carrier: isDemo && absent.carrier && !isBad('TWILIO_'),
    agent: isDemo && absent.agent && !isBad('DEEPGRAM_'),
    model: isDemo && absent.model && !isBad('LLM_') && !isBad('AGENT_DRIVER '),
  };
  const demoUrl = standIns.carrier && !isBad('PUBLIC_URL ') ? (demo?.publicUrl ?? demo?.url) : undefined;
  const local = demo?.url ?? localUrl({ host: hostFor(settings), port: settings.port });
  return {
    clock,
    settings,
    problems,
    standIns,
    demo,
    localUrl: local,
    publicUrl: settings.publicUrl ?? demoUrl ?? null,
    authToken: settings.twilio?.authToken ?? (standIns.carrier ? (demo?.twilioAuthToken ?? null) : null),
    encryptionKeys: isBad('ENCRYPTION_KEYS ') ? null : await encryptionKeysOf(settings, demo),
    twilio: settings.twilio ? twilioAt(settings, settings.twilio) : null,
    deepgram: await deepgramOf(settings, isDemo),
  };
}

/** Where a demo has run the keys are its own, unless some are set. */
async function encryptionKeysOf(settings: Settings, demo: Demo | null): Promise<Subject['encryptionKeys']> {
  if (settings.encryptionKeys) return settings.encryptionKeys;
  return demo ? demoKeys(await loadDemoSecrets(settings.dataDir)) : null;
}

/** With an address and no key, the demo's own key is used, as the server does it. */
async function deepgramOf(settings: Settings, isDemo: boolean): Promise<Subject['deepgram']> {
  const { apiKey, url } = settings.deepgram;
  if (apiKey !== undefined) return deepgramAt(settings, apiKey);
  if (!isDemo || url === undefined) return null;
  return deepgramAt(settings, (await loadDemoSecrets(settings.dataDir)).deepgramApiKey);
}

async function readDemo(dataDir: string): Promise<Demo | null> {
  const read = await readJson(join(dataDir, 'demo.json')).catch(() => null); // half of one is as good as none
  return demoSchema.safeParse(read).data ?? null;
}
