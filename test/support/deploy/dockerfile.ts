import { existsSync } from 'node:fs';
import { inProject } from './deploy-files.js';

export interface Instruction {
  name: string;
  /** All that follows the name, as one line. */
  words: string;
}

export interface Stage {
  image: string;
  name: string | null;
  instructions: Instruction[];
}

/** The part of the language that our file is written in: instructions on lines that `\` makes longer, and comments. */
export function parseDockerfile(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name, words] = /^([A-Z]+) +(.+)$/.exec(line.trim()) ?? [];
    if (name === undefined || words === undefined) throw new Error(`not an instruction: ${line}`);
    if (name === 'FROM') {
      const [, image, stageName] = /^(\S+)(?: AS (\S+))?$/.exec(words) ?? [];
      if (image === undefined) throw new Error(`not an image: ${words}`);
      stages.push({ image, name: stageName ?? null, instructions: [] });
    } else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`${name} before the first FROM`);
      stage.instructions.push({ name, words });
    }
  }
  return stages;
}

/** A pattern of .dockerignore: a path with all that is below it. Ours has no others but `*`. */
const covers = (pattern: string, path: string): boolean =>
  pattern === '*' || path === pattern || path.startsWith(`${pattern}/`);

/** The last pattern that fits decides, as in Docker. */
export function isSent(ignored: string, path: string): boolean {
  let sent = true;
  for (const line of ignored.split('\n').map((text) => text.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const back = line.startsWith('!');
    if (covers(back ? line.slice(1) : line, path)) sent = back;
  }
  return sent;
}

/** Paths that an instruction takes from the project's folder. */
function sourcesOf({ name, words }: Instruction): string[] {
  if (name !== 'COPY' || /(^| )--from=/.test(words)) return [];
  const paths = words.split(/ +/).filter((word) => !word.startsWith('--'));
  return paths.slice(0, -1);
}

/** A line for each rule of ours that a Dockerfile breaks. */
export function problemsOfDockerfile(text: string, ignored: string): string[] {
  const stages = parseDockerfile(text);
  const last = stages.at(-1);
  if (!last) return ['there is no stage'];
  const problems: string[] = [];
  const all = stages.flatMap(({ instructions }) => instructions);
  const names = stages.map(({ name }) => name);
  const lastOf = (name: string) => last.instructions.filter((one) => one.name === name).at(-1)?.words;

  if (stages.length < 2) problems.push('what builds is in the image as well');
  for (const { image } of stages) {
    if (!names.includes(image) && !/:[\w.-]*\d/.test(image)) problems.push(`${image} names no version`);
  }
  for (const { words } of all.filter(({ name }) => name === 'ADD'))
    problems.push(`ADD ${words}: COPY says what it does`);
  for (const instruction of all) {
    for (const path of sourcesOf(instruction)) {
      if (!existsSync(inProject(path))) problems.push(`${path} does not exist`);
      else if (!isSent(ignored, path)) problems.push(`${path} is ignored`);
    }
    const from = instruction.name === 'COPY' && /--from=(\S+)/.exec(instruction.words)?.[1];
    if (from && !names.includes(from)) problems.push(`there is no stage ${from}`);
    if (/\b(curl|wget)\b/.test(instruction.words))
      problems.push(`${instruction.name} fetches what nothing vouches for`);
    if (/(TOKEN|PASSWORD|API_KEY|ENCRYPTION_KEYS)=/.test(instruction.words)) problems.push('a secret is in a layer');
  }
  if (!/^[1-9]\d*(:[1-9]\d*)?$/.test(lastOf('USER') ?? ''))
    problems.push('it does not run as an account with a number above 0');
  if (lastOf('ENTRYPOINT') !== '["/usr/bin/tini", "--"]') problems.push('tini is not process 1');
  else if (!last.instructions.some(({ name, words }) => name === 'RUN' && /install .*\btini\b/.test(words)))
    problems.push('tini is not installed');
  if (!lastOf('CMD')?.startsWith('["node"')) problems.push('node is not started directly');
  if (!/^HEALTHCHECK .*\/health\/live/m.test(`HEALTHCHECK ${lastOf('HEALTHCHECK') ?? ''}`))
    problems.push('nobody sees that it hangs');
  return problems;
}
