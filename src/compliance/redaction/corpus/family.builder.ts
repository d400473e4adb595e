import type { RedactionClass } from '../redaction.types.js';
import type { Family, Split } from './corpus.types.js';

/** Families of one class, from a table: name of the family to its templates. */
export const familiesOf = (
  kind: RedactionClass | null,
  split: Split,
  table: Readonly<Record<string, readonly string[]>>,
): Family[] => Object.entries(table).map(([name, templates]) => ({ name, split, class: kind, templates }));
