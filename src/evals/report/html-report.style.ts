export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5c6675; --line: #d9dee6; --page: #ffffff; --panel: #f5f7fa; --pass: #14713d; --fail: #b3261e; --caller: #e8f0fe; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ee; --soft: #9aa5b4; --line: #363e4a; --page: #14181f; --panel: #1c222b; --pass: #5fce91; --fail: #ff8a80; --caller: #203049; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; color: var(--ink); background: var(--page); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; text-transform: capitalize; }
h3 { margin: 0; font-size: 1rem; }
header p, small, .count { color: var(--soft); font-weight: normal; }
h1.pass, .pass > .mark, .pass > summary > .mark, .pass > h3 > .mark { color: var(--pass); }
h1.fail, .fail > .mark, .fail > summary > .mark, .fail > h3 > .mark, .failures { color: var(--fail); }
table { width: 100%; border-collapse: collapse; margin-top: 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child { text-align: left; }
thead th { color: var(--soft); font-weight: normal; }
tr.fail td[data-label^='pass'] { color: var(--fail); font-weight: 600; }
tr.total > * { border-bottom: 0; font-weight: 600; }
summary { cursor: pointer; }
.scenario { border: 1px solid var(--line); border-radius: 8px; margin: .4rem 0; padding: .5rem .8rem; }
.scenario > summary > .count { float: right; }
article { margin-top: .6rem; padding: .6rem .8rem; background: var(--panel); border-radius: 6px; }
article details { margin-top: .3rem; }
ul, ol { margin: .3rem 0; padding-left: 1.3rem; }
ul.verdicts { list-style: none; padding-left: 0; }
.transcript { margin: .4rem 0; }
.transcript div { display: grid; grid-template-columns: 5rem 1fr; padding: .15rem .4rem; border-radius: 4px; }
.transcript .caller { background: var(--caller); }
dt { color: var(--soft); }
dd { margin: 0; }
@media (max-width: 640px) {
  body { padding: 1rem .8rem; }
  thead { display: none; }
  tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  th, td { border: 0; padding: .1rem 0; }
  tbody th { grid-column: 1 / -1; font-weight: 600; }
  td { display: flex; justify-content: space-between; }
  td::before { content: attr(data-label); color: var(--soft); font-weight: normal; }
  .transcript div { grid-template-columns: 1fr; }
}
`;
