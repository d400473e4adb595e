import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSpeech } from '../../src/simulation/speech/speech.service.js';
import {
  QUICK_VOICE,
  type Speech,
  type SpokenWord,
  type Utterance,
  type VoiceName,
} from '../../src/simulation/speech/speech.types.js';
import { fromEnvironment } from './test-database.js';
import { VirtualTime } from './virtual-time.js';

/** One for all files of a worker: a tenth of a second goes by before it says its first word. Its thread ends with the process. */
const SYNTHESISER = Symbol.for("crownline: the worker's synthesiser");

/**
 * The voice of the stand-ins, which finds what any test of the run has had it say before: a sentence takes up to a tenth of a second of a
 * core, a clinic has two dozen lines of its own, and most calls say what others say.
 */
export function openSpeech(): Speech {
  const worker = globalThis as { [SYNTHESISER]?: Speech };
  const speech = new KeptSpeech(fromEnvironment('TEST_SPEECH'), (worker[SYNTHESISER] ??= createSpeech()));
  const time = VirtualTime.current;
  if (!time) return speech;
  return {
    render: (_voice, text) => time.during('speech', speech.render(QUICK_VOICE, text)),
    close: () => speech.close(),
  };
}

class KeptSpeech implements Speech {
  private readonly known = new Map<string, Promise<Utterance>>();

  constructor(
    private readonly folder: string,
    private readonly synthesiser: Speech,
  ) {}

  render(voice: VoiceName, text: string): Promise<Utterance> {
    const key = `${voice} ${text}`;
    const utterance = this.known.get(key) ?? this.findOrMake(voice, text);
    this.known.set(key, utterance);
    utterance.catch(() => this.known.delete(key));
    return utterance;
  }

  close(): Promise<void> {
    this.known.clear();
    return Promise.resolve();
  }

  private async findOrMake(voice: VoiceName, text: string): Promise<Utterance> {
    const file = join(this.folder, createHash('sha256').update(`${voice} ${text}`).digest('hex'));
    const kept = await readFile(file).catch(() => null);
    if (kept) return fromBytes(kept);
    const utterance = await this.synthesiser.render(voice, text);
    await mkdir(this.folder, { recursive: true });
    const unfinished = `${file}.${randomUUID()}`; // other workers look for the file meanwhile
    await writeFile(unfinished, toBytes(utterance));
    await rename(unfinished, file);
    return utterance;
  }
}

/** The audio behind a line about its words. */
const toBytes = ({ audio, words }: Utterance): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify(words)}\n`), audio]);

function fromBytes(bytes: Buffer): Utterance {
  const end = bytes.indexOf('\n');
  return { words: JSON.parse(bytes.toString('utf8', 0, end)) as SpokenWord[], audio: bytes.subarray(end + 1) };
}
