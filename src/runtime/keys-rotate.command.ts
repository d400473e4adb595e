import { PrismaService } from '../common/database/prisma.service.js';
import { KeyRotation } from '../compliance/key-rotation.service.js';
import type { CommandContext } from './command.runner.js';
import { onDatabase } from './database.command.js';
import { encryptionKeysOf } from './surroundings.js';

/** `npm run keys:rotate`: what is sealed under another key than the first of ENCRYPTION_KEYS is sealed under that one. */
export async function rotateKeys(context: CommandContext): Promise<void> {
  const { settings, clock, logger, print, stopping } = context;
  const encryptionKeys = await encryptionKeysOf(settings);
  await onDatabase(context, async (databaseUrl) => {
    const database = new PrismaService({ databaseUrl, encryptionKeys });
    try {
      const [{ id }, ...others] = encryptionKeys;
      print(`Sealing everything under the key "${id}"; this waits a minute for servers to know the new data keys.`);
      const { clinics, rows } = await KeyRotation.on(database, clock, logger).rotate(stopping);
      print(`${rows} rows of ${clinics} clinics were sealed anew.`);
      if (others.length > 0)
        print(`ENCRYPTION_KEYS may go on without ${others.map((key) => `"${key.id}"`).join(', ')}.`);
    } catch (error) {
      if (!stopping.aborted) throw error;
      print('Stopped. Run it again: it goes on where it was.');
      process.exitCode = 1;
    } finally {
      await database.onApplicationShutdown();
    }
  });
}
