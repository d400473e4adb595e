import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { newApiKey } from '../auth/api-key.js';
import type { AppConfig } from '../config/app-config.js';
import { aloneIn } from './data-dir-lock.js';
import { readJson, writePrivateJson } from './private-file.js';

const DemoSecretsSchema = z.object({
  twilioAccountSid: z.string(),
  twilioAuthToken: z.string(),
  deepgramApiKey: z.string(),
  apiKey: z.string(),
  encryptionKey: z.base64(),
});

/** What vendors and clinics would have given us. Generated for each data folder, so that no two demos share a key. */
export type DemoSecrets = z.infer<typeof DemoSecretsSchema>;

/** The secrets of this data folder, the same for every instance and every start. */
export function loadDemoSecrets(dataDir: string): Promise<DemoSecrets> {
  const path = join(dataDir, 'secrets.json');
  return aloneIn(dataDir, async () => {
    const stored = DemoSecretsSchema.partial().safeParse(await readJson(path));
    const known = stored.success ? stored.data : {};
    const secrets = { ...generate(), ...known };
    // A folder of an earlier version lacks what has been added since; what it has stays.
    if (Object.keys(known).length < Object.keys(secrets).length) await writePrivateJson(path, secrets);
    return secrets;
  });
}

function generate(): DemoSecrets {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    twilioAccountSid: `AC${hex(16)}`,
    twilioAuthToken: hex(16),
    deepgramApiKey: hex(20),
    apiKey: newApiKey(),
    encryptionKey: randomBytes(32).toString('base64'),
  };
}

/** What seals the rows of a database that no ENCRYPTION_KEYS are set for. */
export const demoKeys = ({ encryptionKey }: DemoSecrets): AppConfig['encryptionKeys'] => [
  { id: 'demo', key: Buffer.from(encryptionKey, 'base64') },
];
