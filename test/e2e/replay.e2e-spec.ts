import '../support/in-virtual-time.js';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../src/common/clock/clock.js';
import { projectRoot } from '../../src/config/project-root.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { parseCapture, type Capture, type CaptureEntry } from '../../src/simulation/replay/capture-file.protocol.js';
import { runReplay, type ReplayReport } from '../../src/simulation/replay/replay.command.js';
import { createEar } from '../../src/simulation/speech/ear.codec.js';
import { openSpeech } from '../support/kept-speech.js';
import { linearOf } from '../../src/audio/g711.codec.js';
import { TelephonyMetrics } from '../../src/telephony/telephony.metrics.js';
import { CAPTURED_CALLS, CAPTURED_SENTENCE, placeTimedCall, type PlacedCall } from '../support/captured-calls.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/** Captures: made of a call, and played again. `UPDATE_CAPTURES=1` makes the shipped ones anew instead of playing them. */

const SHIPPED = join(projectRoot, 'captures');
const speech = openSpeech();
let folder: string;
let deepgram: SimulatedDeepgram;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crownline-captures-'));
  deepgram = await SimulatedDeepgram.listen({ speech });
});
afterAll(async () => {
  await deepgram.close();
  await speech.close();
  rmSync(folder, { recursive: true });
});

const startCapturing = (name: string, audio: 'scrambled' | 'clear'): Promise<TestLine> =>
  startLine({ agentUrl: deepgram.url, capture: { dir: join(folder, name), audio } });

function replay(line: TestLine, file: string): Promise<ReplayReport> {
  const target = { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN, clinicNumber: line.clinicNumber, apiKey: API_KEY };
  return runReplay({ target, file, clock: new SystemClock() });
}

const readAt = (file: string): Capture => parseCapture(file, readFileSync(file, 'utf8'));

const readCapture = (name: string, callSid: string): Capture => readAt(join(folder, name, `${callSid}.jsonl`));

/** All but marks, which are the server's own and come back when it pleases the playback. */
const sentByCaller = ({ entries }: Capture) =>
  entries.flatMap((entry) => {
    if (entry.type !== 'in' || entry.event === 'mark') return [];
    const { ms: _ms, stream: _stream, ...sent } = entry;
    return [sent];
  });

const callerAudio = (entries: readonly CaptureEntry[]): Buffer[] =>
  entries.flatMap((entry) =>
    entry.type === 'in' && entry.event === 'media'
      ? [entry.audio === undefined ? Buffer.alloc(entry.bytes, 0xff) : Buffer.from(entry.audio, 'base64')]
      : [],
  );

const wordsIn = (audio: Buffer[]): string[] => {
  const ear = createEar();
  return audio.flatMap((frame) => ear.hear(frame).map((heard) => (heard.kind === 'word' ? heard.text : '?')));
};

const energyOf = (frame: Buffer): number => frame.reduce((sum, code) => sum + linearOf(code) ** 2, 0);

if (process.env.UPDATE_CAPTURES) {
  it('makes the captures that are shipped', async () => {
    const line = await startCapturing('shipped', 'clear');
    const calls = Object.entries(CAPTURED_CALLS).map(async ([name, call]) => ({
      name,
      ...(await placeTimedCall(line, speech, call)),
    }));
    const placed = await Promise.all(calls);
    await line.close();
    for (const { name, callSid } of placed) {
      const recorded = readFileSync(join(folder, 'shipped', `${callSid}.jsonl`), 'utf8');
      // The agent's voice is not played again, and would be most of the file.
      const lines = recorded
        .split('\n')
        .map((text) => (text.includes('"type":"out"') ? text.replace(/,"audio":"[^"]*"/, '') : text));
      writeFileSync(join(SHIPPED, `${name}.jsonl`), lines.join('\n'));
    }
  });
} else {
  describe('a capture that is shipped', () => {
    const reports = new Map<string, ReplayReport>();
    /** What the server recorded of the replays. */
    const recaptured = new Map<string, Capture>();
    let resumes: number;
    let malformedFrames: number;

    beforeAll(async () => {
      const line = await startCapturing('replayed', 'clear');
      const replays = Object.keys(CAPTURED_CALLS).map(async (name) =>
        reports.set(name, await replay(line, join(SHIPPED, `${name}.jsonl`))),
      );
      await Promise.all(replays);
      const callSid = reports.get('dropped-socket')?.callSid ?? '';
      ({ resumes } = await line.database.call.findFirstOrThrow({ where: { callSid } }));
      const [counted] = (await line.app.get(TelephonyMetrics).malformedFrames.get()).values;
      malformedFrames = counted?.value ?? 0;
      await line.close();
      for (const [name, report] of reports) recaptured.set(name, readCapture('replayed', report.callSid));
    });

    it.each(Object.keys(CAPTURED_CALLS))('%s is answered as it was, and the record says what was said', (name) => {
      const report = reports.get(name);
      expect(report?.diff).toEqual([]);
      expect(report).toMatchObject({ ok: true, outcome: 'caller_hung_up', appointment: null });
      const [greeting, ...rest] = report?.turns ?? [];
      expect(greeting).toMatchObject({ role: 'agent', interrupted: true });
      expect(greeting?.heard.length).toBeGreaterThan(0);
      expect(greeting?.heard.length).toBeLessThan(greeting?.text.length ?? 0);
      const said = (who: string) => rest.flatMap(({ role, text }) => (role === who ? [text] : []));
      expect(said('caller')).toContain(CAPTURED_SENTENCE);
      expect(said('caller').join().includes('55')).toBe(name === 'keys-in-mid-speech');
      expect(said('agent')).not.toEqual([]);
    });

    // What a cut connection still carried is nobody's to say, so `dropped-socket` is not among them.
    it.each(['barge-in', 'malformed-frames', 'keys-in-mid-speech'])('%s reaches the server as it once did', (name) => {
      const shipped = readAt(join(SHIPPED, `${name}.jsonl`));
      const again = recaptured.get(name);
      expect(again && sentByCaller(again)).toEqual(sentByCaller(shipped));
    });

    it.each(Object.keys(CAPTURED_CALLS))('%s gives back the marks of this server, in their order', (name) => {
      const marks = (type: 'in' | 'out') =>
        recaptured
          .get(name)
          ?.entries.flatMap((entry) => (entry.type === type && entry.event === 'mark' ? [entry.name] : []));
      const returned = marks('in') ?? [];
      expect(returned.length).toBeGreaterThan(5);
      // A stream that was cut never gave its last marks back, and the next one counts from one again.
      let next = 0;
      for (const mark of marks('out') ?? []) if (mark === returned[next]) next += 1;
      expect(returned.slice(next)).toEqual([]);
    });

    it('malformed-frames sends a start too many, two broken messages and a binary one', () => {
      expect(malformedFrames).toBe(4);
    });

    it('dropped-socket is one call, taken up again once', () => {
      expect(resumes).toBe(1);
      const { turns } = reports.get('dropped-socket') ?? {};
      expect(turns?.filter(({ text }) => text.includes('cut off'))).toHaveLength(1);
    });

    it('is all that the folder holds', () => {
      const names = readdirSync(SHIPPED).filter((file) => file.endsWith('.jsonl'));
      expect(names.sort()).toEqual(
        Object.keys(CAPTURED_CALLS)
          .map((name) => `${name}.jsonl`)
          .sort(),
      );
    });
  });

  describe('a call that is recorded', () => {
    const DIGITS = '4711';
    const CALLER = '+15125550199';
    let placed: PlacedCall;
    let file: string;
    let text: string;

    beforeAll(async () => {
      const line = await startCapturing('made', 'scrambled');
      placed = await placeTimedCall(
        line,
        speech,
        {
          sentence: 'My name is Ottoline Xavier.',
          acts: [
            { atMs: 800, act: (call, sentence) => call.speak(sentence) },
            { atMs: 1200, act: (call) => call.press(DIGITS) },
            { atMs: 1300, act: (call) => call.stream?.sendRaw('{"Ottoline":4711') },
            { atMs: 6000, act: (call) => call.hangUp() },
          ],
        },
        CALLER,
      );
      await line.close();
      file = join(folder, 'made', `${placed.callSid}.jsonl`);
      text = readFileSync(file, 'utf8');
    });

    it('leaves a file for its owner only, that tells nobody who called, what was said or which keys were pressed', () => {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const written = text.replaceAll(/"audio":"[^"]*"/g, '');
      for (const secret of [CALLER.slice(-7), 'Ottoline', AUTH_TOKEN, 'token']) expect(written).not.toContain(secret);
      const keyed = parseCapture(file, text).entries.flatMap((entry) =>
        entry.type === 'in' && (entry.event === 'dtmf' || entry.event === 'malformed') ? [entry] : [],
      );
      expect(keyed).toMatchObject([...[...DIGITS].map(() => ({ digit: '5' })), { text: '{"xxxxxxxx":0000' }]);
    });

    it('keeps the level of every packet and none of the words', () => {
      const recorded = callerAudio(parseCapture(file, text).entries);
      const from =
        placed.spoken.findIndex((frame) => energyOf(frame) > 0) - recorded.findIndex((frame) => energyOf(frame) > 0);
      const spoken = placed.spoken.slice(from, from + recorded.length);
      expect(wordsIn(spoken)).toContain('Ottoline');
      expect(wordsIn(recorded)).toEqual([]);
      expect(recorded.map(energyOf)).toEqual(spoken.map(energyOf));
    });

    it('can be played again at once, and goes as it went', async () => {
      const line = await startLine({ agentUrl: deepgram.url });
      try {
        const report = await replay(line, file);
        expect(report.diff).toEqual([]);
        expect(report.outcome).toBe('caller_hung_up');
      } finally {
        await line.close();
      }
    });
  });
}
