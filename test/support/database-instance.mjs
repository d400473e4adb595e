// An instance that does nothing but use the embedded database in the folder it is given. Says its URL once it is in,
// and leaves in order on a signal.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (module) => import(pathToFileURL(join(process.env.TEST_BUILD, module)).href);
const { EmbeddedDatabase } = await load('runtime/embedded-postgres/embedded-database.js');
const { SystemClock } = await load('common/clock/clock.js');

const signalled = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
});
const database = await EmbeddedDatabase.open({
  dataDir: process.argv[2],
  databaseName: 'crownline',
  clock: new SystemClock(),
});
process.stdout.write(`${database.url}\n`);
await signalled;
await database.close();
process.exit();
