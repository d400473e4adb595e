import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { clinicRenamed } from '../../clinics/clinics.jobs.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { JobQueue } from '../../jobs/job-queue.service.js';
import { profilePublished } from '../../profiles/profile-published.job.js';
import { PhraseAudioRepository } from './phrase-audio.repository.js';
import { renderPhrases, reviewPhrases } from './phrase.jobs.js';
import { PhraseRenderer } from './phrase.renderer.js';

const CLINICS_PER_PAGE = 100;

/** When lines are made: after a profile is published or the clinic renamed, and after a start, for clinics that lack some. */
@Injectable()
export class PhraseWork implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly jobs: JobQueue,
    private readonly renderer: PhraseRenderer,
    private readonly stock: PhraseAudioRepository,
    private readonly database: PrismaService,
    private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(profilePublished, ({ clinicId }) => this.renderer.render(clinicId));
    this.jobs.handle(clinicRenamed, ({ clinicId }) => this.renderer.render(clinicId));
    this.jobs.handle(renderPhrases, ({ clinicId }) => this.renderer.render(clinicId));
    this.jobs.handle(reviewPhrases, () => this.review());
  }

  /** Not waited for: calls are taken without it, too. */
  onApplicationBootstrap(): void {
    // The review is of all clinics.
    void this.database
      .acrossClinics((tx) => this.jobs.enqueue(tx, reviewPhrases, {}))
      .catch((error: unknown) => this.log.warn('phrases.not_reviewed', errorFields(error)));
  }

  private async review(): Promise<void> {
    let page: ClinicId[] = [];
    do {
      page = await this.stock.clinicsAfter(page.at(-1) ?? null, CLINICS_PER_PAGE);
      for (const clinicId of page) {
        if (await this.renderer.lacksAudio(clinicId))
          await this.database.inClinic(clinicId, (tx) => this.jobs.enqueue(tx, renderPhrases, { clinicId }));
      }
    } while (page.length === CLINICS_PER_PAGE);
  }
}
