import { Ajv } from 'ajv';
import { readText, readYaml, type Json } from './deploy-files.js';

export interface ComposeService {
  image: string;
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  networks?: string[] | Record<string, { ipv4_address?: string }>;
  stop_grace_period?: string;
  stop_signal?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  healthcheck?: { test: string[]; timeout: string };
  logging?: { options: Record<string, string> };
  user?: string;
  [other: string]: unknown;
}

export interface ComposeFile {
  name: string;
  services: Record<string, ComposeService>;
  networks?: Record<string, unknown>;
  volumes?: Record<string, unknown>;
}

/** The schema of the Compose Specification, as the package `dclint` brings it. It refuses fields that it doesn't know. */
const validate = (() => {
  const schema = JSON.parse(readText('node_modules/dclint/schemas/compose.schema.json')) as Record<string, unknown>;
  // It names the draft by an address that is not the draft's own.
  delete schema['$schema'];
  return new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
})();

/** A line for each thing that the specification does not allow. */
export function problemsOfCompose(file: unknown): string[] {
  if (validate(file)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

/**
 * The file as Compose reads it, with variables in place.
 *
 * @throws what Compose would say where `${NAME:?words}` is not set, all of it at once
 */
export function composeFile(path: string, variables: Record<string, string>): ComposeFile {
  const missing = new Set<string>();
  const fill = (text: string): string =>
    text.replace(
      /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
      (_all, name: string, sign: string | undefined, words: string) => {
        if (variables[name]) return variables[name];
        if (sign === '?') missing.add(words);
        else if (sign === undefined) throw new Error(`${name} has neither a default nor words for when it is missing`);
        return sign === '-' ? words : '';
      },
    );
  const fillAll = (value: Json): Json => {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map(fillAll);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillAll(inner)]));
  };
  const file = fillAll(readYaml(path));
  if (missing.size > 0) throw new Error([...missing].join('\n'));
  return file as unknown as ComposeFile;
}

/** As a process gets it: all are texts. */
export const environmentOf = (service: ComposeService | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(service?.environment ?? {}).map(([name, value]) => [name, String(value)]));

/** `330s`, in the only form that the files use. */
export function seconds(text: string | undefined): number {
  const [, amount] = /^(\d+)s$/.exec(text ?? '') ?? [];
  if (amount === undefined) throw new Error(`not in seconds: ${text}`);
  return Number(amount);
}
