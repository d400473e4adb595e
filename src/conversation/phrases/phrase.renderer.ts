import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SpeechSynthesisError, SpeechSynthesizer } from '../../agent/speech/speech-synthesizer.port.js';
import { ClinicsService } from '../../clinics/clinics.service.js';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { Logger } from '../../common/logging/logger.js';
import { AgentProfiles } from '../../profiles/agent-profiles.service.js';
import { linesOf } from '../../profiles/phrase-lines.builder.js';
import { PhraseAudioRepository } from './phrase-audio.repository.js';
import type { WantedWords } from './phrase-lines.types.js';
import { keyOf, reviewStock } from './phrase-stock.policy.js';
import { PhraseMetrics } from './phrase.metrics.js';
import { textSha256 } from './text-sha256.js';
import { VoiceTrials } from './voice-trials.js';

/** A profile is published while lines of the one before are made, and once more while those are. */
const MAX_PASSES = 3;

/** Makes the lines of a clinic audible ahead of its calls. Runs twice, or in two processes at once, with the same result. */
@Injectable()
export class PhraseRenderer implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: PrismaService,
    private readonly stock: PhraseAudioRepository,
    private readonly profiles: AgentProfiles,
    private readonly clinics: ClinicsService,
    private readonly speech: SpeechSynthesizer,
    private readonly metrics: PhraseMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /** True when a line of the clinic is not there in its voice. */
  lacksAudio(clinicId: ClinicId): Promise<boolean> {
    return this.database.inClinic(clinicId, async (tx) => {
      const stock = await this.stock.stock(tx, clinicId);
      return reviewStock(await this.wanted(tx, clinicId), stock).lacking.length > 0;
    });
  }

  /**
   * Removes what the clinic's calls no longer say and makes what they lack. A line that no voice can say is left out; what was
   * made stays when the rest fails.
   *
   * @throws SpeechSynthesisError when a later try can help
   */
  async render(clinicId: ClinicId): Promise<void> {
    const trials = new VoiceTrials();
    const tried = new Set<string>();
    let stored = 0;
    let unspoken = 0;
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const { lacking, inStock } = await this.takeStock(clinicId);
      const untried = lacking.filter(({ text, voices }) => !tried.has(`${voices.join()} ${text}`));
      if (untried.length === 0) break;
      for (const words of untried) {
        tried.add(`${words.voices.join()} ${words.text}`);
        if (await this.make(clinicId, words, inStock, trials)) stored++;
        else unspoken++;
      }
    }
    if (stored > 0) this.log.info('phrases.rendered', { clinicId, count: stored });
    if (unspoken > 0) this.log.warn('phrases.incomplete', { clinicId, count: unspoken });
  }

  /**
   * What is there and what is not, without what is of no use any more. Under a lock, and by the profile as it is now: a run
   * that began before a newer profile was published removes nothing of that one's.
   */
  private takeStock(clinicId: ClinicId): Promise<{ lacking: WantedWords[]; inStock: ReadonlySet<string> }> {
    return this.database.inClinic(clinicId, async (tx) => {
      await this.stock.takeTurn(tx, clinicId);
      const stock = await this.stock.stock(tx, clinicId);
      const { lacking, unused } = reviewStock(await this.wanted(tx, clinicId), stock);
      if (unused.length > 0) await this.stock.remove(tx, clinicId, unused);
      return { lacking, inStock: new Set(stock.map(keyOf)) };
    });
  }

  private async wanted(tx: Tx, clinicId: ClinicId): Promise<WantedWords[]> {
    const { settings } = await this.profiles.forCallIn(tx, clinicId, null);
    const { name } = await this.clinics.getIn(tx, clinicId);
    return settings.languages.flatMap((language) => {
      const texts = new Set(Object.values(linesOf(settings, name, language)));
      return [...texts].map((text) => ({ text, textSha256: textSha256(text), voices: settings.voices[language] }));
    });
  }

  /** True when the words are there now, be it in a voice other than the first. */
  private async make(
    clinicId: ClinicId,
    { text, textSha256, voices }: WantedWords,
    inStock: ReadonlySet<string>,
    trials: VoiceTrials,
  ): Promise<boolean> {
    let unavailable: SpeechSynthesisError | null = null;
    for (const voice of voices) {
      if (inStock.has(keyOf({ voice, textSha256 }))) return true;
      if (trials.isHopeless(voice)) continue;
      const audio = await this.synthesize(voice, text);
      if (Buffer.isBuffer(audio)) {
        trials.spoke(voice);
        await this.stock.add(clinicId, { voice, textSha256, audio }, this.clock.now());
        this.metrics.rendered.inc({ result: 'stored' });
        return true;
      }
      if (audio.failure.kind === 'refused' || this.stopping.signal.aborted) throw audio;
      if (audio.failure.kind === 'unavailable') unavailable = audio;
      else trials.failed(voice);
    }
    if (unavailable) throw unavailable;
    return false;
  }

  private async synthesize(voice: string, text: string): Promise<Buffer | SpeechSynthesisError> {
    try {
      return await this.speech.synthesize(voice, text, this.stopping.signal);
    } catch (error) {
      if (!(error instanceof SpeechSynthesisError)) throw error;
      this.metrics.rendered.inc({ result: error.failure.kind });
      return error;
    }
  }
}
