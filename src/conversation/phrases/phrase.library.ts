import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { projectRoot } from '../../config/project-root.js';
import type { AgentSettings, Language } from '../../profiles/agent-profile.types.js';
import { linesOf } from '../../profiles/phrase-lines.builder.js';
import { LINE_IDS, SHIPPED_LINES, type LineId } from '../../profiles/phrase.catalogue.js';
import { AudioCache } from './audio-cache.js';
import { PhraseAudioRepository } from './phrase-audio.repository.js';
import type { PhraseLine } from './phrase-lines.types.js';
import { PhraseMetrics } from './phrase.metrics.js';
import { textSha256 } from './text-sha256.js';

export const phrasesFolder = join(projectRoot, 'assets', 'phrases');

/** A clinic's lines in one language take half a megabyte: as many calls as a process has, each of another clinic. */
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
/** A caller is waiting: what has not come by then is spoken from what is shipped. */
const PREPARE_WITHIN_MS = 300;

/**
 * Our lines as audio, µ-law 8 kHz, with no provider and no database at hand. What a caller hears, in this order: the line in
 * the wanted voice, as it was made ahead; the line in another voice of the profile; and what is shipped, which is the
 * catalogue's English line. A Spanish line that was never made is heard in English, too: it is better than silence, and only a
 * caller whom no provider has made anything for gets to hear it.
 *
 * The shipped lines are read once, when the app is built: a missing file stops the start, not a call.
 */
@Injectable()
export class PhraseLibrary {
  private readonly shipped = new Map<LineId, Buffer>(
    LINE_IDS.map((id) => [id, readFileSync(join(phrasesFolder, `${id}.ulaw`))]),
  );
  private readonly memory = new AudioCache(MAX_MEMORY_BYTES);

  constructor(
    private readonly stock: PhraseAudioRepository,
    private readonly metrics: PhraseMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** A line of a call's clinic, in its own words and voice. */
  line(id: LineId, { agent, profile }: LinesOf, language: Language): PhraseLine {
    const [voice = ''] = agent.voices[language];
    return { clinicId: profile.id, id, voice, text: linesOf(agent, profile.name, language)[id] };
  }

  /** All lines of a call's clinic in one language, for `prepare`. */
  lines(of: LinesOf, language: Language): PhraseLine[] {
    return LINE_IDS.map((id) => this.line(id, of, language));
  }

  /** True when `audio` has the very words of the line, be it in another voice. */
  has(line: PhraseLine): boolean {
    return this.memory.has(exactKey(line)) || this.memory.has(makeshiftKey(line));
  }

  /** Never empty. Not to be changed: every call gets the same bytes. */
  audio(line: PhraseLine): Buffer {
    const exact = this.memory.get(exactKey(line));
    if (exact) return exact;
    const makeshift = this.memory.get(makeshiftKey(line));
    if (makeshift || line.text !== SHIPPED_LINES[line.id]) this.metrics.fallbacks.inc();
    return makeshift ?? this.shippedAudio(line.id);
  }

  /** In the catalogue's English: for a call of which nothing is known yet. */
  shippedAudio(id: LineId): Buffer {
    return this.shipped.get(id) ?? Buffer.alloc(0);
  }

  /** What `audio` says, for the record: the line, or the shipped one in its place. */
  words(line: PhraseLine): string {
    return this.has(line) ? line.text : SHIPPED_LINES[line.id];
  }

  /** Gets a call's lines into memory, with one query at most. Soon done whatever the database does, and never throws. */
  async prepare(clinicId: ClinicId, lines: readonly Pick<PhraseLine, 'text' | 'voice'>[]): Promise<void> {
    const missing = lines.filter((line) => !this.memory.has(exactKey({ clinicId, ...line })));
    if (missing.length === 0) return;
    const loading = this.load(clinicId, missing).catch((error: unknown) =>
      this.log.warn('phrases.not_loaded', { clinicId, ...errorFields(error) }),
    );
    const limit = new AbortController();
    await Promise.race([loading, this.clock.sleep(PREPARE_WITHIN_MS, limit.signal)]);
    limit.abort();
  }

  private async load(clinicId: ClinicId, lines: readonly Pick<PhraseLine, 'text' | 'voice'>[]): Promise<void> {
    const hashes = lines.map(({ text }) => textSha256(text));
    const found = await this.stock.find(clinicId, hashes);
    lines.forEach(({ voice, text }, index) => {
      const ofText = found.filter((row) => row.textSha256 === hashes[index]);
      const exact = ofText.find((row) => row.voice === voice);
      const [makeshift] = ofText;
      if (exact) this.memory.set(exactKey({ clinicId, voice, text }), exact.audio);
      else if (makeshift) this.memory.set(makeshiftKey({ clinicId, text }), makeshift.audio);
    });
  }
}

export interface LinesOf {
  agent: AgentSettings;
  profile: { id: ClinicId; name: string };
}

type Wanted = Pick<PhraseLine, 'clinicId' | 'voice' | 'text'>;

const exactKey = ({ clinicId, voice, text }: Wanted): string => `${clinicId} ${voice} ${text}`;

const makeshiftKey = ({ clinicId, text }: Omit<Wanted, 'voice'>): string => `${clinicId} * ${text}`;
