import type { ExportedRow, ExportedSection, ExportedValue } from '../records/kept-records.port.js';
import type { PersonalRecord } from './export.types.js';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}' +
  'th,td{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:11rem}';

/** A page that any browser shows, with nothing in it that is loaded or run. */
export function presentRecord({ patientId, exportedAt, sections }: PersonalRecord): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>What is held on you</title>',
    `<style>${STYLE}</style></head><body><h1>What is held on you</h1>`,
    `<p>Record ${escape(patientId)}, as of ${escape(exportedAt)}. Times are in UTC. The same is in record.json, for programs.</p>`,
    ...sections.map(section),
    '</body></html>\n',
  ].join('\n');
}

const section = ({ title, rows }: ExportedSection): string =>
  `<h2>${escape(title)}</h2>${rows.length === 0 ? '<p>Nothing.</p>' : rows.map(table).join('\n')}`;

const table = (row: ExportedRow): string =>
  `<table>${Object.entries(row)
    .map(([name, value]) => `<tr><th>${escape(name)}</th><td>${cell(value)}</td></tr>`)
    .join('')}</table>`;

function cell(value: ExportedValue): string {
  if (value === null) return '';
  if (isList(value)) return value.map(cell).join('<br>');
  return typeof value === 'object' ? table(value) : escape(String(value));
}

const isList = (value: ExportedValue): value is readonly ExportedValue[] => Array.isArray(value);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
