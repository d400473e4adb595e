import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Loads every module below dist/ of the image in a folder, except the commands, which would begin to work; then does what needs a file
// that no module imports: node load-image.mjs FOLDER

const [folder] = process.argv.slice(2);
const load = (module) => import(pathToFileURL(join(folder, 'dist', module)).href);

const modules = readdirSync(join(folder, 'dist'), { recursive: true }).filter((file) => /\/.*\.js$/.test(file));
for (const module of modules) await load(module);

const { createSpeech } = await load('simulation/speech/speech.service.js');
const speech = createSpeech();
const { audio } = await speech.render('slt', 'Hello');
await speech.close();

const { CalendarReader } = await load('calendars/calendar-reader.js');
const { SystemClock } = await load('common/clock/clock.js');
const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR';
const read = await new CalendarReader(new SystemClock()).read(calendar, 'UTC', { fromMs: 0, toMs: 1 });

const { loadDemo } = await load('runtime/not-in-production.js');
const refusal = await loadDemo().catch((error) => error.message);

process.stdout.write(JSON.stringify({ modules: modules.length, spokenBytes: audio.length, read, refusal }));
