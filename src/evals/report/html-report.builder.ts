import { rounded } from './figures.policy.js';
import { html, Html } from './html.builder.js';
import { REPORT_STYLE } from './html-report.style.js';
import type { EvalReport, EvalRun, ScenarioScore } from './report.types.js';
import { cellsOf, columnsOf } from './scorecard.builder.js';

/** Where a run stands on the page. */
export const anchorOf = ({ scenario, run }: Pick<EvalRun, 'scenario' | 'run'>): string => `${scenario}-run-${run}`;

/** The whole page in one file: nothing is loaded from anywhere. */
export function buildHtmlReport(report: EvalReport): string {
  const failed = report.runs.filter(({ ok }) => !ok).length;
  const verdict =
    failed === 0 ? `All ${report.runs.length} runs passed` : `${failed} of ${report.runs.length} runs failed`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${verdict} · Crownline evals</title>
        <style>
          ${new Html(REPORT_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1 class="${failed === 0 ? 'pass' : 'fail'}">${verdict}</h1>
          <p>
            ${report.scenarios.length} scenarios, ${report.repeat === 1 ? 'once' : `${report.repeat} times`} each,
            driver ${report.driver}, in ${Math.round(report.seconds)} s. ${report.finishedAt}
          </p>
        </header>
        <main>${scorecard(report)} ${report.groups.map(({ group }) => groupSection(group, report))}</main>
      </body>
    </html> `.source;
}

function scorecard({ groups, total, repeat }: EvalReport): Html {
  const columns = columnsOf(repeat);
  const row = (cells: readonly string[], className: string) =>
    html`<tr class="${className}">
      ${cells.map((cell, at) =>
        at === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${columns[at] ?? ''}">${cell}</td>`,
      )}
    </tr>`;
  return html`<table>
    <caption>
      Scorecard
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${groups.map((score) => row(cellsOf(score, repeat), score.passAt1 === 1 ? 'pass' : 'fail'))}
      ${row(cellsOf(total, repeat), 'total')}
    </tbody>
  </table>`;
}

function groupSection(group: string, { scenarios, runs }: EvalReport): Html {
  const own = scenarios.filter((scenario) => scenario.group === group);
  return html`<section>
    <h2>${group}</h2>
    ${own.map((scenario) =>
      scenarioDetails(
        scenario,
        runs.filter((run) => run.scenario === scenario.name),
      ),
    )}
  </section>`;
}

/** Whatever failed stands open. */
function scenarioDetails({ name, runs, passes }: ScenarioScore, played: readonly EvalRun[]): Html {
  const passed = passes === runs;
  return html`<details class="scenario ${passed ? 'pass' : 'fail'}" ${passed ? html`` : html` open`}>
    <summary>
      <span class="mark">${passed ? '✓' : '✗'}</span> <b>${name}</b> <span class="count">${passes} of ${runs}</span>
    </summary>
    ${played.map((run) => runDetails(run))}
  </details>`;
}

function runDetails(run: EvalRun): Html {
  const { ok, seconds, turns, toolCalls } = run;
  const facts = `${rounded(seconds)} s, ${turns} turns, ${toolCalls} tools`;
  return html`<article id="${anchorOf(run)}" class="${ok ? 'pass' : 'fail'}">
<h3><span class="mark">${ok ? '✓' : '✗'}</span> run ${run.run} <small>${facts}</small></h3>
${failureList(run)}
<details${ok ? html`` : html` open`}><summary>Transcript</summary>${transcript(run)}</details>
<details><summary>What was judged</summary>${verdictList(run)}</details>
<details><summary>Tools</summary>${toolList(run)}</details>
</article>`;
}

const failureList = ({ failures }: EvalRun): Html =>
  failures.length === 0
    ? html``
    : html`<ul class="failures">
        ${failures.map((failure) => html`<li>${failure}</li>`)}
      </ul>`;

const verdictList = ({ verdicts }: EvalRun): Html =>
  html`<ul class="verdicts">
    ${verdicts.map(({ what, held, found }) => {
      const kind = held === null ? 'open' : held ? 'pass' : 'fail';
      const mark = held === null ? '–' : held ? '✓' : '✗';
      return html`<li class="${kind}"><span class="mark">${mark}</span> ${what} <small>${found}</small></li>`;
    })}
  </ul>`;

const transcript = (run: EvalRun): Html =>
  html`<dl class="transcript">
    ${remarksOf(run).map(
      ({ who, said }) =>
        html`<div class="${who}">
          <dt>${who}</dt>
          <dd>${said}</dd>
        </div>`,
    )}
  </dl>`;

/** Sentences of one speaker on end are one remark. */
function remarksOf({ transcript }: EvalRun): { who: string; said: string }[] {
  const remarks: { who: string; said: string }[] = [];
  for (const line of transcript) {
    const [, who = '', said = line] = /^(\w+): (.*)$/su.exec(line) ?? [];
    const last = remarks.at(-1);
    if (last?.who === who) last.said += ` ${said}`;
    else remarks.push({ who, said });
  }
  return remarks;
}

const toolList = ({ tools }: EvalRun): Html =>
  tools.length === 0
    ? html`<p>None was used.</p>`
    : html`<ol>
        ${tools.map(({ name, status }) => html`<li><code>${name}</code> <small>${status}</small></li>`)}
      </ol>`;
