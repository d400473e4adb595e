import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Brain, BrainContext, BrainStep } from '../../../src/simulation/brain/brain.port.js';
import { slotFillingBrain } from '../../../src/simulation/brain/slot-filling.policy.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { runCommand } from '../../support/command.js';

/** `npm run evals`: that it plays, judges, reports and says by its exit code how it went. */

const DEEPGRAM_KEY = 'key-of-the-real-provider';

let dataDir: string;
let scenarios: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crownline-evals-'));
  scenarios = join(dataDir, 'scenarios');
  mkdirSync(scenarios);
  const write = (name: string, more: string) =>
    writeFileSync(join(scenarios, `${name}.yaml`), `name: ${name}\nsummary: a test\n${more}`);
  write(
    'says-goodbye',
    `
group: conversation
caller: { name: Maria Lopez, number: '+15125550143', voice: rms }
rules:
  - { hear: how can i help, say: 'Nothing, thank you. Goodbye.', hangUp: true }
expect: { outcome: caller_hung_up, database: { visits: [] } }
`,
  );
  write(
    'expects-a-visit',
    `
group: booking
caller: { name: Ben Ortiz, number: '+15125550144', voice: slt }
rules:
  - { hear: how can i help, say: 'Nothing, thank you. Goodbye.', hangUp: true }
expect: { outcome: caller_hung_up, database: { visits: [{ patient: Ben Ortiz }] } }
`,
  );
  write(
    'leaves-word',
    `
group: conversation
caller: { name: Ana Ruiz, number: '+15125550145', voice: slt }
live:
  persona: You are Ana Ruiz. Your number is 512 555 0145.
  goal: Leave a message that the desk is to call you back about a bill.
expect: { outcome: message_taken, database: { visits: [], tasks: [{ kind: question, note: bill }] } }
`,
  );
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const evals = (options: readonly string[], deepgram: Record<string, string> = {}) =>
  runCommand('evals.js', dataDir, ['--scenarios', scenarios, ...options], { DEEPGRAM_API_KEY: '', ...deepgram });

it('plays the scenarios, prints a scorecard and every reason, and leaves a page and a file for scripts', async () => {
  const json = join(dataDir, 'evals.json');
  const { code, stdout, stderr } = await evals(['--filter', 'goodbye|visit', '--repeat', '1', '--json', json]);

  expect(stderr).toMatch(/\d\/2 ✓ says-goodbye, run 1/);
  expect(stderr).toMatch(/\d\/2 ✗ expects-a-visit, run 1/);
  expect(code).toBe(1);
  expect(stdout).toMatch(/booking +1 +0 %/);
  expect(stdout).toMatch(/conversation +1 +100 %/);
  expect(stdout).toMatch(/✗ expects-a-visit, run 1\n {4}.*Ben Ortiz/);
  const report = JSON.parse(readFileSync(json, 'utf8')) as { scenarios: Record<string, unknown>[] };
  expect(report).toMatchObject({ driver: 'deepgram', repeat: 1 });
  expect(report.scenarios).toEqual([
    { name: 'expects-a-visit', group: 'booking', runs: 1, passes: 0, failures: [expect.stringContaining('Ben Ortiz')] },
    { name: 'says-goodbye', group: 'conversation', runs: 1, passes: 1, failures: [] },
  ]);
  const page = readFileSync(join(dataDir, 'evals', 'report.html'), 'utf8');
  for (const anchor of ['says-goodbye-run-1', 'expects-a-visit-run-1']) expect(page).toContain(`id="${anchor}"`);
  expect(page).toContain('Nothing, thank you. Goodbye.');
  expect(readdirSync(dataDir).sort()).toEqual(['evals', 'evals.json', 'scenarios']);
});

describe('live', () => {
  /** Reads the role it is given from its instructions alone, like any model. */
  const actor: Brain = {
    respond: (context) =>
      context.prompt.startsWith('You play a person') ? act(context) : slotFillingBrain.respond(context),
  };

  function act({ history }: BrainContext): BrainStep {
    const last = history.at(-1);
    const heard = last?.kind === 'user' ? last.text : '';
    const say = (...sentences: string[]): BrainStep => ({ kind: 'say', sentences });
    if (/anything else/i.test(heard)) {
      return { kind: 'call', lead: 'No, thank you. Goodbye.', calls: [{ name: 'end_call', arguments: {} }] };
    }
    if (/how can I help/i.test(heard)) return say('I would like to leave a message for the desk, please.');
    if (/name/i.test(heard)) return say('My name is Ana Ruiz.');
    if (/message/i.test(heard)) return say('Please call me back about my bill.');
    if (/number/i.test(heard)) return say('Five one two, five five five, zero one four five.');
    return say();
  }

  it('lets a model play the caller, in a session of its own at the provider, and judges what is left of the call', async () => {
    const deepgram = await SimulatedDeepgram.listen({ brain: actor, apiKey: DEEPGRAM_KEY });
    const roles: string[] = [];
    deepgram.on('settings', ({ settings }) => {
      const agent = settings?.agent;
      const [think] = typeof agent === 'object' ? [agent.think ?? []].flat() : [];
      roles.push(think?.prompt.startsWith('You play a person') ? 'caller' : 'receptionist');
    });
    const { code, stdout, stderr } = await evals(['--live'], {
      DEEPGRAM_API_KEY: DEEPGRAM_KEY,
      DEEPGRAM_AGENT_URL: deepgram.url,
    }).finally(() => deepgram.close());

    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/1\/1 ✓ leaves-word, run 1/) });
    expect(stdout).toContain('All 1 runs passed.');
    expect(roles.sort()).toEqual(['caller', 'receptionist']);
    expect(readFileSync(join(dataDir, 'evals', 'report.html'), 'utf8')).toContain('Please call me back about my bill.');
  });

  it('says what it needs where that is not there', async () => {
    const { code, stderr } = await evals(['--live']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('need DEEPGRAM_API_KEY') });
  });
});

it.each([
  [['--driver', 'nobody'], 'There is no driver'],
  [['--filter', 'nobody'], 'No scenario fits'],
  [['--scenarios', '/nowhere/at/all'], 'There is no folder'],
  [['--json', '/dev/null/result.json'], 'can not be written'],
  [['--quickly'], 'npm run evals -- [--filter PATTERN]'],
])('answers %j with what is wrong', async (options, message) => {
  const { code, stderr } = await evals(options);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});
