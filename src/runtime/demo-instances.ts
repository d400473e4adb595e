import { join } from 'node:path';
import { z } from 'zod';
import { aloneIn } from './data-dir-lock.js';
import { commandOf } from './embedded-postgres/process-table.js';
import { readJson, writePrivateJson } from './private-file.js';

/** In the order of their starts. `access` is the content of `demo.json`. */
const Instances = z.array(z.object({ pid: z.int(), access: z.unknown() }));
type Instances = z.infer<typeof Instances>;

const registerIn = (dataDir: string) => join(dataDir, 'instances.json');

/** From now on `demo.json` leads to this instance, until it leaves or another one joins. */
export function joinInstances(dataDir: string, access: object): Promise<void> {
  return aloneIn(dataDir, async () => write(dataDir, [...(await others(dataDir)), { pid: process.pid, access }]));
}

/** `demo.json` leads to the last of the others. Without any it stays as it is. */
export function leaveInstances(dataDir: string): Promise<void> {
  return aloneIn(dataDir, async () => write(dataDir, await others(dataDir)));
}

/** One that was killed is still in the register. */
async function others(dataDir: string): Promise<Instances> {
  const known = Instances.parse((await readJson(registerIn(dataDir))) ?? []);
  const commands = await Promise.all(known.map(({ pid }) => commandOf(pid)));
  return known.filter(({ pid }, index) => pid !== process.pid && commands[index] !== undefined);
}

async function write(dataDir: string, instances: Instances): Promise<void> {
  await writePrivateJson(registerIn(dataDir), instances);
  const last = instances.at(-1);
  if (last) await writePrivateJson(join(dataDir, 'demo.json'), last.access);
}
