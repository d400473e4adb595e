import { Injectable } from '@nestjs/common';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, FaqId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Faq, FaqContent, FaqKey, FaqLanguage, FaqQuery } from './faqs.types.js';

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

  async find(tx: Tx, { clinicId, id }: FaqKey): Promise<Faq | null> {
    const row = await tx.faq.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toFaq(row);
  }

  async list(tx: Tx, clinicId: ClinicId, query: FaqQuery, limit: number): Promise<Faq[]> {
    const { kind, language, active, cursor } = query;
    const order = query.sort === 'createdAt' ? 'asc' : 'desc';
    const rows = await tx.faq.findMany({
      where: {
        clinicId,
        ...(kind ? { kind } : {}),
        ...(language ? { language } : {}),
        ...(active === undefined ? {} : { active }),
        ...afterPlace(cursor, order),
      },
      orderBy: [{ createdAt: order }, { id: order }],
      take: limit,
    });
    return rows.map(toFaq);
  }

  async insert(tx: Tx, { createdAt, changedAt, ...faq }: Faq): Promise<void> {
    await tx.faq.create({ data: { ...faq, createdAt: toDate(createdAt), changedAt: toDate(changedAt) } });
  }

  /** The caller has seen that it is there. */
  async update(
    tx: Tx,
    { clinicId, id }: FaqKey,
    { changedAt, ...change }: Partial<FaqContent & Pick<Faq, 'active'>> & Pick<Faq, 'changedAt'>,
  ): Promise<void> {
    await tx.faq.updateMany({ where: { clinicId, id }, data: { ...change, changedAt: toDate(changedAt) } });
  }

  async delete(tx: Tx, { clinicId, id }: FaqKey): Promise<void> {
    await tx.faq.deleteMany({ where: { clinicId, id } });
  }
}

interface FaqRow extends Omit<Faq, 'clinicId' | 'id' | 'kind' | 'language' | 'createdAt' | 'changedAt'> {
  clinicId: string;
  id: string;
  kind: string;
  language: string;
  createdAt: Date;
  changedAt: Date;
}

const toFaq = (row: FaqRow): Faq => ({
  clinicId: row.clinicId as ClinicId,
  id: row.id as FaqId,
  kind: row.kind as Faq['kind'],
  language: row.language as FaqLanguage,
  question: row.question,
  answer: row.answer,
  keywords: row.keywords,
  active: row.active,
  createdAt: fromDate(row.createdAt),
  changedAt: fromDate(row.changedAt),
});
