import { evalRun, evalRuns } from '../../../test/support/eval-runs.js';
import { buildEvalReport, buildJsonReport } from './eval-report.builder.js';
import { buildHtmlReport } from './html-report.builder.js';
import type { EvalRun } from './report.types.js';
import { buildScorecard, progressLine } from './scorecard.builder.js';

const FACTS = { driver: 'deepgram', repeat: 2, seconds: 61.2, finishedAt: '2027-03-02 10:00 UTC' };
const reportOf = (runs: readonly EvalRun[], repeat = 2) => buildEvalReport(runs, { ...FACTS, repeat });

const MIXED = [
  ...evalRuns('too-many-tools', 2, 2, { group: 'hostile' }),
  ...evalRuns('change-of-mind', 1, 2, { group: 'conversation' }),
  ...evalRuns('book-cleaning', 2, 2),
];

it('writes for scripts what they are promised, and nothing else', () => {
  expect(JSON.parse(buildJsonReport(reportOf(MIXED)))).toEqual({
    driver: 'deepgram',
    repeat: 2,
    scenarios: [
      { name: 'book-cleaning', group: 'booking', runs: 2, passes: 2, failures: [] },
      {
        name: 'change-of-mind',
        group: 'conversation',
        runs: 2,
        passes: 1,
        failures: ['the outcome is booked: answered'],
      },
      { name: 'too-many-tools', group: 'hostile', runs: 2, passes: 2, failures: [] },
    ],
  });
});

describe('the scorecard in print', () => {
  const lines = buildScorecard(reportOf(MIXED), ({ scenario, run }) => `report#${scenario}-${run}`);

  it('has a line for each group, in the order of the scenario files, and one for all', () => {
    const groups = lines.slice(1, 7).map((line) => line.split(/\s{2,}/)[0]?.trim());
    expect(groups).toEqual(['group', 'booking', 'conversation', 'hostile', '', 'all']);
    expect(lines[1]).toMatch(/group +scenarios +pass@1 +pass\^2 +turns +seconds +tools +reply p50 +reply p95$/);
    expect(lines[3]).toMatch(/conversation +1 +50\.0 % +0 % +4\.0 +30\.0 +2\.0 +400 ms +600 ms$/);
    expect(lines[6]).toMatch(/all +3 +83\.3 % +66\.7 %/);
    expect(
      new Set(
        lines
          .slice(1, 7)
          .filter(Boolean)
          .map(({ length }) => length),
      ).size,
    ).toBe(1);
  });

  it('says of each failure why, and where its transcript is', () => {
    expect(lines.slice(7)).toEqual([
      '',
      '1 of 6 runs failed.',
      '',
      '✗ change-of-mind, run 2',
      '    the outcome is booked: answered',
      '    report#change-of-mind-2',
      "    again: npm run evals -- --driver deepgram --filter '^conversation/change-of-mind$' --seed 2",
    ]);
    expect(buildScorecard(reportOf(evalRuns('a', 2, 2)), () => '').at(-1)).toBe('All 2 runs passed.');
  });

  it('has no pass^k where each scenario is played once', () => {
    expect(buildScorecard(reportOf([evalRun()], 1), () => '').join('\n')).not.toContain('^');
  });
});

it('tells each run as it ends', () => {
  expect(progressLine(evalRun(), 3, 120)).toBe('  3/120 ✓ book-cleaning, run 1  30.0 s');
  expect(progressLine(evalRun({ ok: false, failures: ['one\nin detail', 'two', 'three'] }), 4, 9)).toBe(
    '4/9 ✗ book-cleaning, run 1  30.0 s  one (and 2 more)',
  );
});

describe('the page', () => {
  it('shows every run with its verdicts, its transcript and its tools, and what failed stands open', () => {
    const page = buildHtmlReport(reportOf(MIXED));
    for (const { scenario, run } of MIXED) expect(page).toContain(`id="${scenario}-run-${run}"`);
    expect(page).toContain('1 of 6 runs failed');
    expect(page.match(/<dd>A cleaning\.<\/dd>/g)).toHaveLength(6);
    expect(page.match(/<code>find_slots<\/code>/g)).toHaveLength(6);
    expect(page.match(/<details class="scenario fail"\s+open\s*>/g)).toHaveLength(1);
    expect(page.match(/<details class="scenario pass"\s*>/g)).toHaveLength(2);
  });

  it('puts the sentences of one speaker together', () => {
    const transcript = ['agent: Hello.', 'agent: How can I', 'caller: A cleaning.', 'agent: help you?'];
    const page = buildHtmlReport(reportOf([evalRun({ transcript })], 1));
    expect([...page.matchAll(/<dd>(.*?)<\/dd>/gs)].map(([, said]) => said)).toEqual([
      'Hello. How can I',
      'A cleaning.',
      'help you?',
    ]);
  });

  it('takes whatever was said, found or named for text', () => {
    const bad = '<script>alert("1")</script>&\'';
    const page = buildHtmlReport(
      reportOf(
        [
          evalRun({
            ok: false,
            failures: [bad],
            transcript: [`caller: ${bad}`, bad],
            tools: [{ name: bad, status: bad }],
            verdicts: [{ what: bad, held: false, found: bad }],
          }),
        ],
        1,
      ),
    );
    expect(page).not.toContain('<script');
    expect(page.split('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;')).toHaveLength(8);
  });

  it('loads nothing', () => {
    expect(buildHtmlReport(reportOf(MIXED))).not.toMatch(
      /\b(src|href|action)=|url\(|@import|<(link|script|img|iframe)/,
    );
  });
});
