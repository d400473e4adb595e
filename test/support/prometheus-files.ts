import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/config/project-root.js';

/** What is deployed for Prometheus and Grafana, as files. */

export interface Alert {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

interface Rules {
  groups: { rules: (Alert | { record: string; expr: string })[] }[];
}

interface RuleTests {
  tests: { alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[] }[];
}

export interface Dashboard {
  uid: string;
  title: string;
  schemaVersion: number;
  templating: { list: { name: string; definition: string }[] };
  panels: {
    id: number;
    title: string;
    description: string;
    datasource: { type: string; uid: string };
    fieldConfig: { defaults: { unit: string } };
    gridPos: { x: number; y: number; w: number; h: number };
    targets: { expr: string; datasource: { type: string; uid: string } }[];
  }[];
}

const deployed = (...path: string[]): string => join(projectRoot, 'deploy', ...path);
const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

export const ruleFiles = filesIn(deployed('prometheus', 'rules'));
export const ruleTestFiles = filesIn(deployed('prometheus', 'tests'));

const rules = ruleFiles.flatMap((file) =>
  (parse(readFileSync(file, 'utf8')) as Rules).groups.flatMap((group) => group.rules),
);

export const alerts = rules.filter((rule): rule is Alert => 'alert' in rule);

/** Each case of an alert, by whether it fires there. */
export const alertCases = ruleTestFiles.flatMap((file) =>
  (parse(readFileSync(file, 'utf8')) as RuleTests).tests.flatMap(({ alert_rule_test: cases = [] }) =>
    cases.map(({ alertname, exp_alerts: expected }) => ({ alertname, fires: expected.length > 0 })),
  ),
);

export const dashboards = filesIn(deployed('grafana', 'dashboards')).map(
  (file) => JSON.parse(readFileSync(file, 'utf8')) as Dashboard,
);

const WORDS = new Set(['and', 'or', 'unless', 'bool', 'offset']);

/** The names of metrics in an expression; those that recording rules make, which have colons, are left out. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replace(/"(\\.|[^"\\])*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(/\b(by|on|without|ignoring) *\([^)]*\)/g, ' ');
  const names = bare.match(/(?<![\w.])[a-zA-Z_:][\w:]*(?!\w)(?! *\()/g) ?? [];
  return names.filter((name) => !WORDS.has(name) && !name.includes(':'));
}

/** Of Prometheus itself, of the exporters, and of the backup's file. */
const OF_OTHERS = /^(up$|pg_|node_|crownline_backup_)/;

/** Every metric of ours that somebody looks at. */
export const metricsLookedAt = new Set(
  [
    ...rules.map(({ expr }) => expr),
    ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))),
    ...dashboards.flatMap(({ templating }) =>
      templating.list.map(({ definition }) => definition.replace(/^label_values\((.*), \w+\)$/, '$1')),
    ),
  ]
    .flatMap(metricsIn)
    .filter((name) => !OF_OTHERS.test(name)),
);
