import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { projectRoot } from '../../config/project-root.js';
import { scenarioSchema, type Scenario } from './scenario.types.js';

const FILE_SUFFIX = '.yaml';

/** A scenario that does not exist, or a file that is not one. The message is for whoever wrote the name or the file. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/** The scenario files of a folder, by their names. */
export class ScenariosService {
  constructor(private readonly folder: string = join(projectRoot, 'scenarios')) {}

  names(): string[] {
    return readdirSync(this.folder)
      .filter((file) => file.endsWith(FILE_SUFFIX))
      .map((file) => file.slice(0, -FILE_SUFFIX.length))
      .sort();
  }

  /** @throws ScenarioError */
  load(name: string): Scenario {
    const names = this.names();
    if (!names.includes(name)) {
      throw new ScenarioError(`There is no scenario "${name}". There are: ${names.join(', ')}.`);
    }
    const file = name + FILE_SUFFIX;
    const scenario = parseScenario(file, readFileSync(join(this.folder, file), 'utf8'));
    if (scenario.name !== name) throw new ScenarioError(`${file}: name is "${scenario.name}", unlike the file's`);
    for (const { meanwhile } of scenario.rules) {
      if (meanwhile !== undefined && !names.includes(meanwhile)) {
        throw new ScenarioError(`${file}: meanwhile names "${meanwhile}", which does not exist`);
      }
    }
    return scenario;
  }
}

/**
 * @param file named in errors
 * @throws ScenarioError that lists every bad place, e.g. `rules.2.say: …`
 */
export function parseScenario(file: string, yaml: string): Scenario {
  const result = scenarioSchema.safeParse(readYaml(file, yaml));
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
  throw new ScenarioError(`${file} is not a scenario:\n${issues.map((issue) => `  ${issue}`).join('\n')}`);
}

function readYaml(file: string, yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new ScenarioError(`${file}: ${error.message}`);
    throw error;
  }
}
