/** A sample of a scrape in either format. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
  exemplar: { labels: Record<string, string>; value: number; atSeconds: number } | null;
}

export interface Scrape {
  /** By the name that the types are told under. */
  types: Map<string, string>;
  samples: Sample[];
}

const LABELS = '\\{((?:[a-zA-Z_]\\w*="(?:[^"\\\\\\n]|\\\\.)*",?)*)\\}';
const NUMBER = '([-+]?(?:[0-9.]+(?:e[-+]?[0-9]+)?|Inf)|N[Aa][Nn])'; // prom-client writes Nan, which the formats allow
const SAMPLE = new RegExp(`^([a-zA-Z_]\\w*)(?:${LABELS})? ${NUMBER}(?: # ${LABELS} ${NUMBER} ${NUMBER})?$`);
const TYPE = /^# TYPE ([a-zA-Z_]\w*) (counter|gauge|histogram)$/;
const HELP = /^# HELP [a-zA-Z_]\w* .+$/;

const labelsIn = (text = ''): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value,
    ]),
  );

/** Reads a scrape strictly. @throws on a line that is none of the format */
export function readScrape(text: string): Scrape {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    const [, typed, type] = TYPE.exec(line) ?? [];
    const [, name, labels, value, exemplarLabels, exemplarValue, at] = SAMPLE.exec(line) ?? [];
    if (typed && type) types.set(typed, type);
    else if (name) {
      const exemplar = at && {
        labels: labelsIn(exemplarLabels),
        value: Number(exemplarValue),
        atSeconds: Number(at),
      };
      samples.push({ name, labels: labelsIn(labels), value: Number(value), exemplar: exemplar || null });
    } else if (line !== '' && line !== '# EOF' && !HELP.test(line)) throw new Error(`not of the format: ${line}`);
  }
  return { types, samples };
}

/** The metric that a sample is of: histograms have samples of three names. */
export const metricOf = ({ name }: Pick<Sample, 'name'>, { types }: Scrape): string => {
  const family = name.replace(/_(bucket|sum|count)$/, '');
  return types.get(family) === 'histogram' ? family : name;
};
