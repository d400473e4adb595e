import { linearOf } from '../../audio/g711.codec.js';
import { isSilence } from './caption.codec.js';
import { createEar } from './ear.codec.js';
import { createSpeech } from './speech.service.js';
import type { Speech, Utterance, VoiceName } from './speech.types.js';

const SENTENCE =
  'Good morning, this is Riverside Dental: I can offer you Tuesday, October 14th at 9:30 AM with Dr. Núñez, or Wednesday at 2 in the afternoon.';

const heardIn = (utterance: Utterance) => createEar().hear(utterance.audio);
const wordsHeardIn = (utterance: Utterance) =>
  heardIn(utterance).map((item) => (item.kind === 'word' ? item.text : '?'));
const decibels = (level: number) => 20 * Math.log10(level / 32_768);

describe('the voice of the stand-ins', () => {
  let speech: Speech;
  beforeAll(() => {
    speech = createSpeech();
  });
  afterAll(() => speech.close());

  it.each<VoiceName>(['slt', 'rms', 'awb', 'kal'])(
    'as %s, says what an ear hears, spelling and punctuation kept',
    async (voice) => {
      const utterance = await speech.render(voice, SENTENCE);

      expect(wordsHeardIn(utterance).join(' ')).toBe(SENTENCE);
      expect(utterance.words.map((word) => word.text).join(' ')).toBe(SENTENCE);
    },
  );

  it.each<VoiceName>(['slt', 'rms', 'awb', 'kal'])(
    'as %s, is as loud as a recorded prompt and never clips',
    async (voice) => {
      const { audio, words } = await speech.render(voice, SENTENCE);
      const voiced = words.flatMap(({ startByte, bytes }) =>
        [...audio.subarray(startByte, startByte + bytes)].map(linearOf),
      );
      const peak = voiced.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
      const rms = Math.sqrt(voiced.reduce((sum, sample) => sum + sample * sample, 0) / voiced.length);

      expect(decibels(peak)).toBeGreaterThan(-7);
      expect(decibels(peak)).toBeLessThan(-5);
      expect(decibels(rms)).toBeGreaterThan(-26);
      expect(decibels(rms)).toBeLessThan(-14);
    },
  );

  it('leaves no more than a breath of silence before and after', async () => {
    const { audio, words } = await speech.render('slt', SENTENCE);
    const last = words.at(-1);

    expect(words[0]?.startByte).toBeLessThanOrEqual(80 * 8);
    expect(audio.length - (last ? last.startByte + last.bytes : 0)).toBeLessThanOrEqual(80 * 8);
    expect(isSilence(audio[0] ?? 0) && isSilence(audio.at(-1) ?? 0)).toBe(true);
  });

  it('pauses at a comma, not at some other word', async () => {
    const { words } = await speech.render('slt', 'Yes please, on Tuesday at nine.');
    const ends = words.map(({ startByte, bytes }) => startByte + bytes);
    const pausesAfter = words
      .filter((_, i) => (words[i + 1]?.startByte ?? 0) > (ends[i] ?? 0))
      .map((word) => word.text);

    expect(pausesAfter).toEqual(['please,']);
  });

  it('renders the same bytes for the same voice and text, also without its memory', async () => {
    const other = createSpeech();
    const [first, again, fresh] = await Promise.all([
      speech.render('slt', 'See you soon.'),
      speech.render('slt', 'See  you soon. '),
      other.render('slt', 'See you soon.'),
    ]);
    await other.close();

    expect(again).toBe(first);
    expect(fresh.audio.equals(first.audio)).toBe(true);
  });

  it.each(['…', '日本語 только', '"—"', '-t -o x', 'a', 'I', '555-0100', '$120.50', 'x'.repeat(300)])(
    'has captions for %p, whether or not the synthesiser can pronounce it',
    async (text) => {
      expect(wordsHeardIn(await speech.render('slt', text)).join(' ')).toBe(text);
    },
  );

  it('speaks for minutes on end, again and again', async () => {
    for (let run = 0; run < 3; run++) {
      const text = `Take ${run}. ${`${SENTENCE} `.repeat(8)}`.trim();
      expect(wordsHeardIn(await speech.render('kal', text)).join(' ')).toBe(text);
    }
  });

  it('says nothing for a text without words', async () => {
    expect((await speech.render('slt', ' \n')).audio).toHaveLength(0);
  });

  it('says two equal words in a row, and the same sentence twice, as often as it was asked to', async () => {
    const no = await speech.render('rms', 'No no');
    const twice = { ...no, audio: Buffer.concat([no.audio, no.audio]) };

    expect(wordsHeardIn(twice)).toEqual(['No', 'no', 'No', 'no']);
  });

  it('refuses to speak once it is closed, and leaves no request open', async () => {
    const closing = createSpeech();
    const open = closing.render('slt', 'Too late.');
    const refused = expect(open).rejects.toMatchObject({ code: 'simulation/speech_failed' });
    await closing.close();
    await refused;

    await expect(closing.render('slt', 'Hello?')).rejects.toMatchObject({ code: 'simulation/speech_failed' });
  });
});
