import { PrismaService } from '../common/database/prisma.service.js';
import type { CommandContext } from './command.runner.js';
import { loadDemo, loadStandIns } from './not-in-production.js';
import { prepareDatabase, type DatabaseLogins } from './prepare-database.js';
import { ProductionDataError } from './runtime.errors.js';
import { encryptionKeysOf } from './surroundings.js';

/** `npm run db:migrate`: brings the database to the newest migration, and seals what is left from before there were seals. */
export async function migrateDatabase(context: CommandContext): Promise<void> {
  const encryptionKeys = await encryptionKeysOf(context.settings);
  await onDatabase(context, async (logins) => {
    const { applied, sealed } = await prepareDatabase({ ...logins, encryptionKeys }, 'always');
    for (const migration of applied) context.print(`applied ${migration}`);
    if (sealed > 0) context.print(`sealed ${sealed} rows of people`);
    if (applied.length === 0 && sealed === 0) context.print('The database is up to date');
  });
}

/** `npm run db:seed`: migrates, and fills a database that has no clinic with the demo's. */
export async function seedDatabase(context: CommandContext): Promise<void> {
  if (context.settings.mode === 'production') throw new ProductionDataError();
  const encryptionKeys = await encryptionKeysOf(context.settings);
  await onDatabase(context, async (logins) => void (await prepareDatabase({ ...logins, encryptionKeys })));
  const { fillIfEmpty } = await loadDemo();
  await withDatabase(context, (database) => fillIfEmpty(database, context));
  context.print('The database has a clinic');
}

/** As `onDatabase`, through the client that every part of the product uses. */
export async function withDatabase(
  context: Pick<CommandContext, 'settings' | 'clock'>,
  work: (database: PrismaService) => Promise<void>,
): Promise<void> {
  const encryptionKeys = await encryptionKeysOf(context.settings);
  await onReadyDatabase(context, async (databaseUrl) => {
    const database = new PrismaService({ databaseUrl, encryptionKeys });
    try {
      await work(database);
    } finally {
      await database.onApplicationShutdown();
    }
  });
}

/** As the product's login. The demo's database is brought to this version first: nobody else would have done it. */
export async function onReadyDatabase(
  context: Pick<CommandContext, 'settings' | 'clock'>,
  work: (databaseUrl: string) => Promise<void>,
): Promise<void> {
  const { settings } = context;
  await onDatabase(context, async (logins) => {
    if (!settings.databaseUrl) await prepareDatabase({ ...logins, encryptionKeys: await encryptionKeysOf(settings) });
    await work(logins.databaseUrl);
  });
}

/** Works on the database of the settings, or on the embedded one, which is started for it when it does not run. */
async function onDatabase(
  { settings, clock }: Pick<CommandContext, 'settings' | 'clock'>,
  work: (logins: DatabaseLogins) => Promise<void>,
): Promise<void> {
  const { databaseUrl, databaseMigrationUrl } = settings;
  if (databaseUrl) return work({ databaseUrl, databaseMigrationUrl });
  const { openEmbeddedDatabase } = await loadStandIns();
  const database = await openEmbeddedDatabase(settings, clock);
  try {
    await work(database.logins);
  } finally {
    await database.close();
  }
}
