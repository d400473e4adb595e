import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createEar } from '../../../src/simulation/speech/ear.codec.js';
import { PhraseAudioRepository } from '../../../src/conversation/phrases/phrase-audio.repository.js';
import { PhraseLibrary, phrasesFolder } from '../../../src/conversation/phrases/phrase.library.js';
import type { PhraseLine } from '../../../src/conversation/phrases/phrase-lines.types.js';
import { PhraseMetrics } from '../../../src/conversation/phrases/phrase.metrics.js';
import { textSha256 } from '../../../src/conversation/phrases/text-sha256.js';
import { SystemClock } from '../../../src/common/clock/clock.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { AgentSettings } from '../../../src/profiles/agent-profile.types.js';
import { LINE_IDS, PHRASES, SHIPPED_LINES, type LineId } from '../../../src/profiles/phrase.catalogue.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

/** What a caller hears of our own lines: what was made ahead, and what is shipped. */

const VOICE = 'aura-2-thalia-en';
const heard = (audio: Buffer): string =>
  createEar()
    .hear(audio)
    .map((item) => (item.kind === 'word' ? item.text : item.kind))
    .join(' ');
const shipped = (id: LineId): Buffer => readFileSync(join(phrasesFolder, `${id}.ulaw`));

let database: TestDatabase;
let stock: PhraseAudioRepository;
let metrics: PhraseMetrics;
let logged: string[];
let clinicId: ClinicId;

beforeAll(async () => {
  database = await openTestDatabase();
  stock = new PhraseAudioRepository(database.prisma);
});
afterAll(() => database.close());
beforeEach(async () => {
  metrics = new PhraseMetrics(new MetricsRegistry());
  logged = [];
  ({ clinicId } = await buildClinic(database.prisma));
});

const newLibrary = (from = stock, clock = new SystemClock()): PhraseLibrary =>
  new PhraseLibrary(from, metrics, clock, Logger.create('debug', { write: (line: string) => void logged.push(line) }));

const lineOf = (id: LineId, more: Partial<PhraseLine> = {}): PhraseLine => ({
  clinicId,
  id,
  voice: VOICE,
  text: `Our own words for ${id}.`,
  ...more,
});

/** Puts audio in stock that is nothing but recognisable. */
async function keep({ text, voice }: PhraseLine): Promise<Buffer> {
  const audio = Buffer.from(`µ-law of ${voice}: ${text}`);
  await stock.add(clinicId, { voice, textSha256: textSha256(text), audio }, new SystemClock().now());
  return audio;
}

const fallbacks = async (): Promise<number> => (await metrics.fallbacks.get()).values[0]?.value ?? 0;

describe('what is shipped', () => {
  it.each(LINE_IDS)('says what the catalogue says for %s (else: npm run phrases)', (id) => {
    expect(heard(shipped(id))).toBe(SHIPPED_LINES[id]);
  });

  it('is nothing else', () => {
    expect(readdirSync(phrasesFolder).sort()).toEqual(LINE_IDS.map((id) => `${id}.ulaw`).sort());
  });
});

describe('the phrase library', () => {
  it('plays what was made of a line, byte for byte, with its database gone', async () => {
    const gone = await openTestDatabase();
    await buildClinic(gone.prisma).then((clinic) => (clinicId = clinic.clinicId));
    const line = lineOf('filler');
    const audio = Buffer.from([0xff, 0x00, 0x7f, 0x80]);
    const theirs = new PhraseAudioRepository(gone.prisma);
    await theirs.add(clinicId, { voice: VOICE, textSha256: textSha256(line.text), audio }, new SystemClock().now());
    const library = newLibrary(theirs);
    await library.prepare(clinicId, [line]);
    await gone.close();
    await library.prepare(clinicId, [line, lineOf('goodbye')]);

    expect(library.audio(line)).toEqual(audio);
    expect(library.words(line)).toBe(line.text);
    expect(await fallbacks()).toBe(0);
    expect(library.audio(lineOf('goodbye'))).toEqual(shipped('goodbye'));
    expect(logged.join('')).toContain('phrases.not_loaded');
    expect(logged.join('')).not.toContain('Our own words');
  });

  it('always has audio, and says which words it plays', async () => {
    const library = newLibrary();
    const catalogue = lineOf('filler', { text: PHRASES.en.filler });
    expect(library.audio(catalogue)).toEqual(shipped('filler'));
    expect(await fallbacks()).toBe(0);

    const spanish = lineOf('goodbye', { text: PHRASES.es.goodbye, voice: 'aura-2-celeste-es' });
    expect(library.audio(spanish)).toEqual(shipped('goodbye'));
    expect(library.words(spanish)).toBe(PHRASES.en.goodbye);
    expect(library.audio(lineOf('filler'))).toEqual(shipped('filler'));
    expect(await fallbacks()).toBe(2);
  });

  it('prefers the wanted voice, and another one to other words', async () => {
    const line = lineOf('filler');
    const makeshift = await keep({ ...line, voice: 'aura-2-zeus-en' });
    const library = newLibrary();
    await library.prepare(clinicId, [line]);
    expect([library.has(line), library.audio(line), library.words(line)]).toEqual([true, makeshift, line.text]);
    expect(await fallbacks()).toBe(1);

    const exact = await keep(line);
    await library.prepare(clinicId, [line]);
    expect(library.audio(line)).toEqual(exact);
    expect(await fallbacks()).toBe(1);
  });

  it("has a greeting in the clinic's own words or none", async () => {
    const library = newLibrary();
    const greeting = lineOf('greeting');
    expect(library.has(greeting)).toBe(false);
    const audio = await keep(greeting);
    await library.prepare(clinicId, [greeting]);
    expect([library.has(greeting), library.audio(greeting)]).toEqual([true, audio]);
  });

  it("does not know one clinic's lines in a call of another", async () => {
    const line = lineOf('filler');
    await keep(line);
    const library = newLibrary();
    await library.prepare(clinicId, [line]);
    const { clinicId: other } = await buildClinic(database.prisma);
    await library.prepare(other, [line]);

    expect(library.has({ ...line, clinicId: other })).toBe(false);
  });

  it('knows the lines of a clinic in its words and in the voice it tries first', () => {
    const agent = AgentSettings.parse({
      languages: ['en', 'es'],
      voices: { es: ['aura-2-nestor-es', 'aura-2-celeste-es'] },
      phrases: { es: { filler: 'Un momentito.' } },
    });
    const of = { agent, profile: { id: clinicId, name: 'Test Dental' } };
    const library = newLibrary();

    expect(library.line('filler', of, 'es')).toEqual({
      clinicId,
      id: 'filler',
      voice: 'aura-2-nestor-es',
      text: 'Un momentito.',
    });
    expect(library.lines(of, 'en').map(({ id }) => id)).toEqual(LINE_IDS);
  });

  it('keeps no caller waiting for a database that does not answer, and has the lines when it does', async () => {
    const line = lineOf('filler');
    const audio = await keep(line);
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE phrase_audio');
    const clock = new ManualClock();
    const library = newLibrary(stock, clock);
    const prepared = library.prepare(clinicId, [line]);
    clock.advance(300);
    await prepared;
    expect(library.has(line)).toBe(false);

    await holder.end();
    await until(
      () => Promise.resolve(library.has(line)),
      (has) => has,
    );
    expect(library.audio(line)).toEqual(audio);
    expect(clock.pendingTimers).toBe(0);
  });
});
