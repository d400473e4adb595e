import { DeepgramSpeakClient } from '../../../src/agent/speech/deepgram-speak.client.js';
import { SpeechSynthesizer } from '../../../src/agent/speech/speech-synthesizer.port.js';
import { clinicRenamed } from '../../../src/clinics/clinics.jobs.js';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { ClinicZones } from '../../../src/compliance/clinic-zones.service.js';
import { SystemClock } from '../../../src/common/clock/clock.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { PhraseAudioRepository } from '../../../src/conversation/phrases/phrase-audio.repository.js';
import { PhraseLibrary } from '../../../src/conversation/phrases/phrase.library.js';
import { PhraseMetrics } from '../../../src/conversation/phrases/phrase.metrics.js';
import { PhraseRenderer } from '../../../src/conversation/phrases/phrase.renderer.js';
import { PhraseWork } from '../../../src/conversation/phrases/phrase-work.service.js';
import { textSha256 } from '../../../src/conversation/phrases/text-sha256.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsMetrics } from '../../../src/jobs/jobs.metrics.js';
import { AgentSettings } from '../../../src/profiles/agent-profile.types.js';
import { AgentProfilesRepository } from '../../../src/profiles/agent-profiles.repository.js';
import { AgentProfiles } from '../../../src/profiles/agent-profiles.service.js';
import { profilePublished } from '../../../src/profiles/profile-published.job.js';
import { linesOf } from '../../../src/profiles/phrase-lines.builder.js';
import { CHANGEABLE_PHRASE_IDS, LINE_IDS, PHRASE_IDS, PHRASES } from '../../../src/profiles/phrase.catalogue.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createEar } from '../../../src/simulation/speech/ear.codec.js';
import { createSpeech } from '../../../src/simulation/speech/speech.service.js';
import type { Speech } from '../../../src/simulation/speech/speech.types.js';
import { auditLog } from '../../support/audit.js';
import { buildClinic } from '../../support/builders.js';
import { newsOn } from '../../support/news.js';
import { asProduct, openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

/** Lines are made by the simulated provider and stored in a real database, by hand or by the queue. */

const CLINIC = 'Test Dental';
const FIRST = 'aura-2-thalia-en';
const SECOND = 'aura-2-zeus-en';
const log = Logger.create('silent');
const clock = new SystemClock();

let database: TestDatabase;
let speech: Speech;
let deepgram: SimulatedDeepgram;
let stock: PhraseAudioRepository;
let profiles: AgentProfiles;
let jobs: JobQueue;
let metrics: PhraseMetrics;
let clinicId: ClinicId;
let version: number;

beforeAll(async () => {
  database = await openTestDatabase();
  speech = createSpeech();
  stock = new PhraseAudioRepository(database.prisma);
  jobs = newQueue();
  const audit = auditLog(database.prisma);
  profiles = new AgentProfiles(new AgentProfilesRepository(), jobs, ClinicZones.on(), audit, database.prisma, clock);
});
afterAll(async () => {
  await speech.close();
  await database.close();
});
beforeEach(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  metrics = new PhraseMetrics(new MetricsRegistry());
  ({ clinicId } = await buildClinic(database.prisma, { name: CLINIC }));
  version = 1;
});
afterEach(() => deepgram.close());

const newQueue = (): JobQueue =>
  new JobQueue(
    { databaseUrl: asProduct(database.url) } as AppConfig,
    clock,
    log,
    new JobsMetrics(new MetricsRegistry()),
    newsOn(database),
  );

function newRenderer(synthesizer?: SpeechSynthesizer): PhraseRenderer {
  const speakUrl = deepgram.url.replace('/v1/agent/converse', '/v1/speak');
  const client = synthesizer ?? new DeepgramSpeakClient({ apiKey: 'key', speakUrl }, clock);
  const clinics = new ClinicsService(new ClinicsRepository(), database.prisma, clock);
  return new PhraseRenderer(database.prisma, stock, profiles, clinics, client, metrics, clock, log);
}

/** Each test needs a few lines only; the same words for all others make them one. */
function settingsWith(settings: {
  en?: object;
  greeting?: string;
  voices?: string[];
  es?: object;
  languages?: string[];
}) {
  const alike = (text: string) => Object.fromEntries(CHANGEABLE_PHRASE_IDS.map((id) => [id, text]));
  return AgentSettings.parse({
    languages: settings.languages ?? ['en'],
    greetings: { en: settings.greeting ?? "Hello, I'm an AI.", es: 'Hola, soy una IA.' },
    voices: { en: settings.voices ?? [FIRST] },
    phrases: { en: { ...alike('One moment.'), ...settings.en }, es: { ...alike('Un momento.'), ...settings.es } },
  });
}

async function publish(settings: AgentSettings): Promise<void> {
  const { prisma } = database;
  await prisma.agentProfile.updateMany({ where: { clinicId, status: 'published' }, data: { status: 'retired' } });
  const at = new Date(clock.nowMs());
  const row = { clinicId, version: ++version, status: 'published', settings, createdAt: at, publishedAt: at };
  await prisma.agentProfile.create({ data: row });
}

/** The same for every clinic: left out where lines are compared. */
const FIXED = PHRASE_IDS.filter((id) => !(CHANGEABLE_PHRASE_IDS as readonly string[]).includes(id));
const fixed = FIXED.flatMap((id): string[] => [PHRASES.en[id], PHRASES.es[id]]);

async function rows(): Promise<{ voice: string; textSha256: string; words: string; audio: Buffer }[]> {
  const textSha256s = fixed.map(textSha256);
  const found = await database.prisma.phraseAudio.findMany({
    where: { clinicId, textSha256: { notIn: textSha256s } },
  });
  return found.map(({ voice, textSha256, audio }) => {
    const bytes = Buffer.from(audio);
    const words = createEar().hear(bytes);
    return { voice, textSha256, audio: bytes, words: words.map((w) => (w.kind === 'word' ? w.text : '?')).join(' ') };
  });
}

const stored = async (): Promise<string[]> => (await rows()).map(({ voice, words }) => `${voice}: ${words}`).sort();

const counted = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await metrics.rendered.get()).values.map(({ labels, value }) => [String(labels.result), value]));

describe('the renderer', () => {
  it('makes every line of a clinic, under the text it says, in the voice of each language', async () => {
    const settings = AgentSettings.parse({ languages: ['en', 'es'] });
    await publish(settings);
    await newRenderer().render(clinicId);

    const wanted = (['en', 'es'] as const).flatMap((language) =>
      Object.values(linesOf(settings, CLINIC, language))
        .filter((text) => !fixed.includes(text))
        .map((text) => `${settings.voices[language][0]}: ${text}`),
    );
    expect(await stored()).toEqual(wanted.sort());
    for (const { textSha256: hash, words } of await rows()) expect(hash).toBe(textSha256(words));
    expect(await newRenderer().lacksAudio(clinicId)).toBe(false);
  });

  it('makes nothing twice', async () => {
    await publish(settingsWith({}));
    const renderer = newRenderer();
    await renderer.render(clinicId);
    const before = deepgram.speak.orders.length;
    await renderer.render(clinicId);

    expect(deepgram.speak.orders).toHaveLength(before);
    expect(await counted()).toEqual({ stored: 2 + FIXED.length });
  });

  it('makes a changed text anew and removes what is said no more, whoever else uses those words', async () => {
    await publish(settingsWith({ greeting: "Hello, I'm an AI." }));
    await newRenderer().render(clinicId);
    const neighbour = await buildClinic(database.prisma);
    const theirs = { voice: FIRST, textSha256: textSha256("Hello, I'm an AI."), audio: Buffer.from('theirs') };
    await stock.add(neighbour.clinicId, theirs, clock.now());
    await publish(settingsWith({ greeting: "Good morning, I'm an AI." }));
    await newRenderer().render(clinicId);

    expect(await stored()).toEqual([`${FIRST}: Good morning, I'm an AI.`, `${FIRST}: One moment.`]);
    expect(await stock.find(neighbour.clinicId, [theirs.textSha256])).toHaveLength(1);
  });

  it('makes all lines anew in another voice, and drops those of the old one', async () => {
    await publish(settingsWith({}));
    await newRenderer().render(clinicId);
    await publish(settingsWith({ voices: [SECOND, FIRST] }));
    await newRenderer().render(clinicId);

    expect(await stored()).toEqual([`${SECOND}: Hello, I'm an AI.`, `${SECOND}: One moment.`]);
  });

  it('takes the next voice for a line that the first can not say, until it can', async () => {
    await publish(settingsWith({ voices: [FIRST, SECOND] }));
    deepgram.speak.faults.refuseWith = [503];
    await newRenderer().render(clinicId);
    expect((await rows()).map(({ voice }) => voice).sort()).toEqual([FIRST, SECOND]);

    await newRenderer().render(clinicId);
    expect((await rows()).map(({ voice }) => voice)).toEqual([FIRST, FIRST]);
    expect(await counted()).toEqual({ unavailable: 1, stored: 3 + FIXED.length });
  });

  it('does not ask line after line for a voice that does not exist', async () => {
    const texts = Object.fromEntries(['filler', 'goodbye', 'say_again', 'listening'].map((id) => [id, `Line ${id}.`]));
    await publish(settingsWith({ voices: ['no-such-voice', SECOND], en: texts }));
    await newRenderer().render(clinicId);

    expect((await rows()).every(({ voice }) => voice === SECOND)).toBe(true);
    expect(await counted()).toEqual({ misused: 2, stored: 6 + FIXED.length });
  });

  it('is tried again when the provider lets nobody in, and keeps what it has made', async () => {
    await publish(settingsWith({}));
    await newRenderer().render(clinicId);
    await publish(settingsWith({ greeting: "Good morning, I'm an AI.", en: { filler: 'Just a second.' } }));
    deepgram.speak.faults.refuseWith = [401];

    await expect(newRenderer().render(clinicId)).rejects.toMatchObject({ failure: { kind: 'refused' } });
    expect(await stored()).toEqual([`${FIRST}: One moment.`]);
    await newRenderer().render(clinicId);
    expect(await stored()).toHaveLength(3);
  });

  it('makes the same when two processes are at it', async () => {
    await publish(AgentSettings.parse({}));
    await Promise.all([newRenderer().render(clinicId), newRenderer().render(clinicId)]);

    expect(await stored()).toHaveLength(LINE_IDS.length - FIXED.length);
    expect(await newRenderer().lacksAudio(clinicId)).toBe(false);
  });

  it('removes nothing of a profile that is published while it works, and makes that one too', async () => {
    await publish(settingsWith({ greeting: "Hello, I'm an AI." }));
    const speakUrl = deepgram.url.replace('/v1/agent/converse', '/v1/speak');
    const client = new DeepgramSpeakClient({ apiKey: 'key', speakUrl }, clock);
    let overtaken = false;
    /** The real one, which is slow once: another process publishes and renders in the meantime. */
    class Overtaken extends SpeechSynthesizer {
      async synthesize(voice: string, text: string): Promise<Buffer> {
        if (!overtaken) {
          overtaken = true;
          await publish(settingsWith({ greeting: "Good morning, I'm an AI." }));
          await newRenderer().render(clinicId);
        }
        return client.synthesize(voice, text);
      }
    }
    await newRenderer(new Overtaken()).render(clinicId);

    expect(await stored()).toEqual([`${FIRST}: Good morning, I'm an AI.`, `${FIRST}: One moment.`]);
  });
});

describe('by the queue', () => {
  let queue: JobQueue;

  async function start(): Promise<PhraseWork> {
    queue = newQueue();
    const work = new PhraseWork(queue, newRenderer(), stock, database.prisma, log);
    work.onModuleInit();
    await queue.onApplicationBootstrap();
    return work;
  }
  afterEach(() => queue.onApplicationShutdown());

  const rendered = (count: number) => until(stored, (lines) => lines.length === count);

  it('a published profile gets its lines', async () => {
    await start();
    await publish(settingsWith({ greeting: "Welcome, I'm an AI." }));
    await database.prisma.inClinic(clinicId, (tx) => jobs.enqueue(tx, profilePublished, { clinicId, version }));

    expect(await rendered(2)).toContain(`${FIRST}: Welcome, I'm an AI.`);
  });

  it('a clinic that has another name greets with it, and no more with the old one', async () => {
    await start();
    const settings = AgentSettings.parse({ ...settingsWith({}), greetings: {} });
    await publish(settings);
    await newRenderer().render(clinicId);
    const greetingOf = (name: string) => `${FIRST}: ${linesOf(settings, name, 'en').greeting}`;
    expect(await stored()).toContain(greetingOf(CLINIC));

    await database.prisma.clinic.update({ where: { id: clinicId }, data: { name: 'Oak Dental' } });
    await database.prisma.inClinic(clinicId, (tx) => jobs.enqueue(tx, clinicRenamed, { clinicId }));
    const lines = await until(stored, (now) => now.includes(greetingOf('Oak Dental')));
    expect(lines).not.toContain(greetingOf(CLINIC));
  });

  it('a process that starts sees to the clinics that lack lines, and their calls hear them', async () => {
    const settings = settingsWith({ greeting: "Good evening, I'm an AI." });
    await publish(settings);
    (await start()).onApplicationBootstrap();
    await rendered(2);

    const library = new PhraseLibrary(stock, metrics, clock, log);
    const of = { agent: settings, profile: { id: clinicId, name: CLINIC } };
    const greeting = library.line('greeting', of, 'en');
    await library.prepare(clinicId, library.lines(of, 'en'));
    await deepgram.close();
    const [row] = (await rows()).filter(({ words }) => words === "Good evening, I'm an AI.");
    expect(library.audio(greeting)).toEqual(row?.audio);
    expect((await metrics.fallbacks.get()).values[0]?.value).toBe(0);
    deepgram = await SimulatedDeepgram.listen({ speech });
  });
});
