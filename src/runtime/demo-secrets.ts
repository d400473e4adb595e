import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { newApiKey } from '../auth/api-key.js';
import { aloneIn } from './data-dir-lock.js';
import { readJson, writePrivateJson } from './private-file.js';

const DemoSecretsSchema = z.object({
  twilioAccountSid: z.string(),
  twilioAuthToken: z.string(),
  deepgramApiKey: z.string(),
  apiKey: z.string(),
});

/** What vendors and clinics would have given us. Generated for each data folder, so that no two demos share a key. */
export type DemoSecrets = z.infer<typeof DemoSecretsSchema>;

/** The secrets of this data folder, the same for every instance and every start. */
export function loadDemoSecrets(dataDir: string): Promise<DemoSecrets> {
  const path = join(dataDir, 'secrets.json');
  return aloneIn(dataDir, async () => {
    const stored = DemoSecretsSchema.safeParse(await readJson(path));
    if (stored.success) return stored.data;
    const generated = generate();
    await writePrivateJson(path, generated);
    return generated;
  });
}

function generate(): DemoSecrets {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    twilioAccountSid: `AC${hex(16)}`,
    twilioAuthToken: hex(16),
    deepgramApiKey: hex(20),
    apiKey: newApiKey(),
  };
}
