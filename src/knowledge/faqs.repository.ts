import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { Faq, FaqContent, FaqLanguage, FaqRef } from './faqs.types.js';

/** The dictionaries with which the `search` column is made. */
const DICTIONARIES: Record<FaqLanguage, string> = { en: 'english', es: 'spanish' };

export interface FoundAnswer {
  answer: string;
  /** The share of the asked words that are found, weighted: in the question they count 0.6 each, in the answer 0.12. */
  rank: number;
}

@Injectable()
export class FaqsRepository {
  /** The answer that has most of the words, whatever their form; null when none has enough. `words`: letters and digits only. */
  async findAnswer(
    tx: Tx,
    clinicId: ClinicId,
    language: FaqLanguage,
    words: string,
    minRank: number,
  ): Promise<FoundAnswer | null> {
    const [found] = await tx.$queryRaw<FoundAnswer[]>`
      SELECT answer, rank
      FROM (SELECT replace(plainto_tsquery(${DICTIONARIES[language]}::regconfig, ${words})::text, '&', '|')::tsquery AS asked) AS q,
        LATERAL (
          SELECT id, answer, ts_rank(search, asked) AS rank
          FROM faqs
          WHERE clinic_id = ${clinicId}::uuid AND language = ${language} AND active AND search @@ asked
        ) AS matching
      WHERE rank >= ${minRank}
      ORDER BY rank DESC, id
      LIMIT 1`;
    return found ?? null;
  }

  async insert(tx: Tx, { clinicId, id }: FaqRef, content: FaqContent, at: Temporal.Instant): Promise<void> {
    const now = toDate(at);
    await tx.faq.create({ data: { ...content, clinicId, id, createdAt: now, changedAt: now } });
  }

  /** False when the clinic has no such answer. */
  async update(
    tx: Tx,
    { clinicId, id }: FaqRef,
    change: Partial<FaqContent & Pick<Faq, 'active'>>,
    at: Temporal.Instant,
  ): Promise<boolean> {
    const { count } = await tx.faq.updateMany({ where: { clinicId, id }, data: { ...change, changedAt: toDate(at) } });
    return count === 1;
  }
}
