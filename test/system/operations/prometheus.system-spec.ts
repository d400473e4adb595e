import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { needTool } from '../../support/debian-tool.js';
import { dashboards, ruleFiles, ruleTestFiles } from '../../support/prometheus-files.js';
import { startLine } from '../../support/test-line.js';

/** What is told to Prometheus, and its rules and dashboards, checked with its own tool. */

const promtool = (args: string[], input = ''): string =>
  execFileSync('promtool', args, { input, encoding: 'utf8', stdio: 'pipe' });

needTool('promtool');

it('the rules are rules', () => {
  expect(ruleFiles).not.toEqual([]);
  expect(promtool(['check', 'rules', ...ruleFiles])).toContain('SUCCESS');
});

it('each alert fires where it should, and just does not where it should not', () => {
  expect(promtool(['test', 'rules', ...ruleTestFiles]).match(/SUCCESS/g)).toHaveLength(ruleTestFiles.length);
});

it.each(dashboards.map((dashboard) => [dashboard.title, dashboard] as const))(
  '%s asks what Prometheus understands',
  (_title, dashboard) => {
    const asked = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const asRules = asked.map((expr, at) => ({
      record: `asked_${at}`,
      expr: expr.replaceAll('$__rate_interval', '1m'),
    }));
    const folder = mkdtempSync(join(tmpdir(), 'crownline-rules-'));
    const file = join(folder, 'asked.yml');
    writeFileSync(file, stringify({ groups: [{ name: 'asked', rules: asRules }] }));
    expect(promtool(['check', 'rules', file])).toContain(`${asked.length} rules found`);
    rmSync(folder, { recursive: true });
  },
);

it('metrics have names as Prometheus likes them', async () => {
  const line = await startLine({ agentUrl: 'ws://127.0.0.1:1' });
  const text = await (await fetch(`${line.baseUrl}/metrics`)).text();
  await line.close();
  expect(text.match(/^# TYPE /gm)?.length).toBeGreaterThan(50);
  expect(promtool(['check', 'metrics'], text)).toBe('');
});
