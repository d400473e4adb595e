import { defineConfig } from 'prisma/config';

// Only `migrate …` and `db …` need the schema engine's binary, which is a download. Any existing file satisfies the
// check that `generate`, `validate` and `format` make, so an install without internet access still generates the client.
if (!process.argv.some((argument) => ['migrate', 'db'].includes(argument))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
