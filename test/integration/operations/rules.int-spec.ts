import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/config/project-root.js';
import { alertCases, alerts, dashboards, metricsIn } from '../../support/prometheus-files.js';

/** The files for Prometheus and Grafana; test/system/operations/prometheus.system-spec.ts has Prometheus' own tool check them. */

const runbook = join(projectRoot, 'docs', 'runbook');
const pages = readdirSync(runbook).map((file) => file.replace(/\.md$/, ''));
const names = alerts.map(({ alert }) => alert);

it('each alert has a case in which it fires, and one in which it just does not', () => {
  const casesOf = (fires: boolean) => alertCases.filter((each) => each.fires === fires).map((each) => each.alertname);
  expect(casesOf(true).sort()).toEqual([...names].sort());
  expect(casesOf(false).sort()).toEqual([...names].sort());
});

it('each alert says how urgent it is and leads to its page, and no page is left over', () => {
  expect(new Set(alerts.map(({ labels }) => labels.severity))).toEqual(new Set(['page', 'ticket']));
  for (const { alert, annotations } of alerts) {
    expect(annotations).toEqual({
      summary: expect.any(String) as unknown,
      description: expect.any(String) as unknown,
      runbook_url: `docs/runbook/${alert}.md`,
    });
  }
  expect(pages.filter((page) => page.startsWith('Crownline')).sort()).toEqual([...names].sort());
});

it.each(pages)(
  'the page of %s says what callers hear, how to look and what to do, with commands that exist',
  (page) => {
    const text = readFileSync(join(runbook, `${page}.md`), 'utf8');
    expect(text).toMatch(/^# \w+\n/);
    expect(text.match(/^## .*/gm)).toEqual(
      expect.arrayContaining(['## What callers hear meanwhile', '## How to look', '## What to do']),
    );
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: object };
    for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, linked = ''] of text.matchAll(/\]\((\w+)\.md\)/g)) expect(pages).toContain(linked);
  },
);

describe.each(dashboards.map((dashboard) => [dashboard.title, dashboard] as const))('%s', (_, dashboard) => {
  it('is for Grafana 11 and Prometheus, and says what each panel shows', () => {
    expect(dashboard.schemaVersion).toBe(39);
    const datasource = { type: 'prometheus', uid: 'prometheus' };
    for (const { title, description, fieldConfig, targets, ...panel } of dashboard.panels) {
      expect([title, description, fieldConfig.defaults.unit]).not.toContain('');
      for (const each of [panel, ...targets]) expect(each.datasource).toEqual(datasource);
    }
  });

  it('puts no panel over another', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_cell, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

it('finds the names of metrics among labels, functions and words', () => {
  const expr = 'sum by (le, job) (rate(a_total{b=~"c(\\\\.0)?"}[5m])) / on () x:y:z >= 2 and max(d) < 5e8 or vector(0)';
  expect(metricsIn(expr)).toEqual(['a_total', 'd']);
});
