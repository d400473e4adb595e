import { PrismaService } from '../common/database/prisma.service.js';
import type { CommandContext } from './command.runner.js';
import { fillIfEmpty } from './demo.js';
import { prepareDatabase } from './prepare-database.js';
import { ProductionDataError } from './runtime.errors.js';
import { encryptionKeysOf, openEmbeddedDatabase } from './surroundings.js';

/** `npm run db:migrate`: brings the database to the newest migration, and seals what is left from before there were seals. */
export async function migrateDatabase(context: CommandContext): Promise<void> {
  const encryptionKeys = await encryptionKeysOf(context.settings);
  await onDatabase(context, async (databaseUrl) => {
    const { applied, sealed } = await prepareDatabase({ databaseUrl, encryptionKeys }, 'always');
    for (const migration of applied) context.print(`applied ${migration}`);
    if (sealed > 0) context.print(`sealed ${sealed} rows of people`);
    if (applied.length === 0 && sealed === 0) context.print('The database is up to date');
  });
}

/** `npm run db:seed`: migrates, and fills a database that has no clinic with the demo's. */
export async function seedDatabase(context: CommandContext): Promise<void> {
  if (context.settings.mode === 'production') throw new ProductionDataError();
  const encryptionKeys = await encryptionKeysOf(context.settings);
  await onDatabase(context, async (databaseUrl) => void (await prepareDatabase({ databaseUrl, encryptionKeys })));
  await withDatabase(context, (database) => fillIfEmpty(database, context));
  context.print('The database has a clinic');
}

/** As `onDatabase`, through the client that every part of the product uses. */
export async function withDatabase(
  context: Pick<CommandContext, 'settings' | 'clock'>,
  work: (database: PrismaService) => Promise<void>,
): Promise<void> {
  const encryptionKeys = await encryptionKeysOf(context.settings);
  await onDatabase(context, async (databaseUrl) => {
    const database = new PrismaService({ databaseUrl, encryptionKeys });
    try {
      await work(database);
    } finally {
      await database.onApplicationShutdown();
    }
  });
}

/** Works on the database of the settings, or on the embedded one, which is started for it when it does not run. */
export async function onDatabase(
  { settings, clock }: Pick<CommandContext, 'settings' | 'clock'>,
  work: (databaseUrl: string) => Promise<void>,
): Promise<void> {
  if (settings.databaseUrl) return work(settings.databaseUrl);
  const database = await openEmbeddedDatabase(settings, clock);
  try {
    await work(database.url);
  } finally {
    await database.close();
  }
}
