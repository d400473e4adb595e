import type { SeededRandom } from '../../../common/random/seeded-random.js';
import type { Found } from '../redaction.types.js';
import type { Family, Sample } from './corpus.types.js';
import { buildIdentity, sayValue, type Identity } from './identities.builder.js';
import { inWords } from './spoken-values.builder.js';

/** One conversation of a family, with what has to be found in it and what has to stay. */
export function buildSample(family: Family, random: SeededRandom): Sample {
  const identity = buildIdentity(random);
  const sample: Sample = { family, turns: [], labels: [], stays: [] };
  const template = withChoices(random.pick(family.templates) ?? '', random);
  for (const line of template
    .split('\n')
    .map((text) => text.trim())
    .filter(Boolean)) {
    const turn = sample.turns.length;
    const { text, labels, stays } = fill(line.slice(2).trim(), turn, identity, random);
    sample.turns.push({ role: line.startsWith('A:') ? 'agent' : 'caller', text });
    sample.labels.push(...labels);
    sample.stays.push(...stays);
  }
  return sample;
}

/** `[a|b]` */
const withChoices = (template: string, random: SeededRandom): string =>
  template.replace(/\[([^\]]*)\]/g, (_, choices: string) => random.pick(choices.split('|')) ?? '');

const PIECE = /\{(\w+)\.(\w+)(?::(\d)\/(\d))?\}|\{([nw]):(\d+)-(\d+)\}|[<>]|[^{<>]+/g;

function fill(line: string, turn: number, identity: Identity, random: SeededRandom) {
  let text = '';
  let staysFrom = 0;
  const labels: Found[] = [];
  const stays: Sample['stays'] = [];
  for (const [piece, name, form, part, of, kind, low, high] of line.matchAll(PIECE)) {
    if (name !== undefined && form !== undefined) {
      const value = sayValue(identity, name, form, { number: Number(part ?? 1), of: Number(of ?? 1) }, random);
      labels.push({ turn, from: text.length, to: text.length + value.text.length, class: value.class });
      text += value.text;
    } else if (kind !== undefined) {
      const number = Number(low) + random.below(Number(high) - Number(low) + 1);
      text += kind === 'n' ? String(number) : inWords(number);
    } else if (piece === '<') staysFrom = text.length;
    else if (piece === '>') stays.push({ turn, from: staysFrom, to: text.length });
    else text += piece;
  }
  return { text, labels, stays };
}
