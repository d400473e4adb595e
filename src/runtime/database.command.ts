import { runMigrations } from '../common/database/migration.runner.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { CommandContext } from './command.runner.js';
import { fillIfEmpty } from './demo.js';
import { ProductionDataError } from './runtime.errors.js';
import { openEmbeddedDatabase } from './surroundings.js';

/** `npm run db:migrate`: brings the database to the newest migration. */
export async function migrateDatabase(context: CommandContext): Promise<void> {
  await onDatabase(context, async (databaseUrl) => {
    const applied = await runMigrations(databaseUrl);
    for (const migration of applied) context.print(`applied ${migration}`);
    if (applied.length === 0) context.print('The database is up to date');
  });
}

/** `npm run db:seed`: migrates, and fills a database that has no clinic with the demo's. */
export async function seedDatabase(context: CommandContext): Promise<void> {
  if (context.settings.mode === 'production') throw new ProductionDataError();
  await onDatabase(context, async (databaseUrl) => {
    await runMigrations(databaseUrl);
    const database = new PrismaService({ databaseUrl });
    try {
      await fillIfEmpty(database, context);
    } finally {
      await database.$disconnect();
    }
    context.print('The database has a clinic');
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
