import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallReport } from '../../../src/simulation/caller/call-report.types.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { runCommand } from '../../support/command.js';
import { freePort } from '../../support/free-port.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../../support/test-line.js';

/** `npm run call` as a person or a script meets it. */

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crownline-call-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (dataDir: string, ...options: string[]) => runCommand('call.js', dataDir, options);

/** A data folder as a running server leaves it. */
function dataDirFor(name: string, url: string, clinicNumber: string): string {
  const dataDir = join(folder, name);
  mkdirSync(dataDir);
  writeFileSync(
    join(dataDir, 'demo.json'),
    JSON.stringify({ url, twilioAuthToken: AUTH_TOKEN, clinicNumber, apiKey: API_KEY }),
  );
  return dataDir;
}

/** The two sides of a stereo recording: 16-bit samples in turn, after a header of 44 bytes. */
function sidesOf(wav: Buffer): [Int16Array, Int16Array] {
  const samples = Int16Array.from({ length: (wav.length - 44) / 2 }, (_, index) => wav.readInt16LE(44 + 2 * index));
  return [samples.filter((_sample, index) => index % 2 === 0), samples.filter((_sample, index) => index % 2 === 1)];
}

describe('npm run call without a server', () => {
  it('says to start one, in a sentence', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { code, stdout, stderr } = await run(dataDirFor('stopped', url, '+15125550100'));
    expect(code).toBe(1);
    expect(stderr).toContain(`No server answers at ${url}. Run npm start first`);
    expect(stdout + stderr).not.toContain('    at ');
  });

  it('says so also when none has ever run here', async () => {
    const { code, stderr } = await run(join(folder, 'nowhere'));
    expect(code).toBe(1);
    expect(stderr).toContain('Run npm start first');
  });

  it('names the scenarios when it is asked for one that does not exist', async () => {
    const { code, stderr } = await run(join(folder, 'nowhere'), '--scenario', 'book-a-flight');
    expect(code).toBe(1);
    expect(stderr).toMatch(/no scenario "book-a-flight".*book-cleaning, .*silent-caller/);
  });

  it('says which command plays a scenario that needs a clinic of its own', async () => {
    const { code, stderr } = await run(join(folder, 'nowhere'), '--scenario', 'move-visit');
    expect(code).toBe(1);
    expect(stderr).toContain('npm run evals -- --filter move-visit');
  });

  it('lists the scenarios with what they are about', async () => {
    const { code, stdout } = await run(join(folder, 'nowhere'), '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^book-cleaning +A new patient books a cleaning/m);
  });

  it('explains itself when it is called wrongly', async () => {
    const { code, stderr } = await run(join(folder, 'nowhere'), '--scenari', 'x');
    expect(code).toBe(1);
    expect(stderr).toContain("Unknown option '--scenari'");
    expect(stderr).toContain('npm run call -- --list');
  });
});

describe('npm run call with a server', () => {
  let deepgram: SimulatedDeepgram;
  let line: TestLine;

  beforeAll(async () => {
    deepgram = await SimulatedDeepgram.listen({});
    line = await startLine({ agentUrl: deepgram.url });
  });
  afterAll(async () => {
    await line.close();
    await deepgram.close();
  });

  it('plays the scenario, prints one line of JSON, and records both sides', async () => {
    const wav = join(folder, 'call.wav');
    const dataDir = dataDirFor('running', line.baseUrl, line.clinicNumber);
    const { code, stdout, stderr } = await run(dataDir, '--scenario', 'hang-up-mid-sentence', '--json', '--wav', wav);
    expect(stderr).toContain('  caller  Hi, I was wondering whether you');
    expect(stderr).toContain('✓ the outcome is caller_hung_up');
    expect(code).toBe(0);

    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const report = JSON.parse(lines[0] ?? '') as CallReport;
    expect(report).toMatchObject({
      scenario: 'hang-up-mid-sentence',
      ok: true,
      outcome: 'caller_hung_up',
      appointment: null,
      tools: [],
      ending: { by: 'caller' },
    });
    const [greeting] = report.turns;
    expect(greeting).toMatchObject({ role: 'agent', heard: greeting?.text });
    const [left, right] = sidesOf(readFileSync(wav));
    // The agent speaks first; the caller is cut off in mid-sentence, so the last voice on the line is the caller's.
    const firstVoice = (side: Int16Array) => side.findIndex((sample) => Math.abs(sample) > 1000);
    const lastVoice = (side: Int16Array) => side.findLastIndex((sample) => Math.abs(sample) > 1000);
    expect(firstVoice(right)).toBeLessThan(firstVoice(left));
    expect(lastVoice(left)).toBeGreaterThan(lastVoice(right));
  });
});
