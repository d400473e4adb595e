import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSources, projectRoot } from './build-sources.mjs';

// Renders the catalogue of src/profiles into assets/phrases/<id>.ulaw, captions included, and removes what is
// no longer in it. To be run after a change to the catalogue or to the synthesised voice; a test tells when it was forgotten.

const VOICE = 'slt';

const build = await buildSources((line) => process.stderr.write(`${line}\n`));
const load = (module) => import(pathToFileURL(join(build, module)));
const { SHIPPED_LINES } = await load('profiles/phrase.catalogue.js');
const { createSpeech } = await load('simulation/speech/speech.service.js');

const folder = join(projectRoot, 'assets', 'phrases');
await mkdir(folder, { recursive: true });
for (const file of await readdir(folder)) if (file.endsWith('.ulaw')) await rm(join(folder, file));

const speech = createSpeech();
for (const [id, text] of Object.entries(SHIPPED_LINES)) {
  const { audio } = await speech.render(VOICE, text);
  await writeFile(join(folder, `${id}.ulaw`), audio);
  process.stdout.write(`${id.padEnd(20)} ${(audio.length / 8000).toFixed(1)} s  ${text}\n`);
}
await speech.close();
