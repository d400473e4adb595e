import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type FaqId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { askedWords } from './asked-words.policy.js';
import { FaqsRepository, type FoundAnswer } from './faqs.repository.js';
import type { AskedQuestion, Faq, FaqContent, FaqRef } from './faqs.types.js';
import { FaqNotFoundError } from './knowledge.errors.js';

/**
 * More than two words of five in the question that is stored, or in its keywords. With less, an answer to something else is more
 * likely than the right one: "who painted the big picture in your waiting room?" is no question about its Wi-Fi.
 */
const MIN_RANK = 0.25;

type FaqAction = 'faq.created' | 'faq.changed' | 'faq.retired';

/** What the clinic answers to questions, in its own words: the only answers that are given. */
@Injectable()
export class KnowledgeService {
  constructor(
    private readonly faqs: FaqsRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** The clinic's answer, word for word; null when it has none to this question. */
  async answer({ clinicId, languages, question }: AskedQuestion): Promise<string | null> {
    const found = await this.database.inClinic(clinicId, async (tx) => {
      const answers: FoundAnswer[] = [];
      for (const language of languages) {
        const answer = await this.faqs.findAnswer(tx, clinicId, language, askedWords(question, language), MIN_RANK);
        if (answer) answers.push(answer);
      }
      return answers;
    });
    const best = found.reduce((one, other) => (other.rank > one.rank ? other : one), NONE);
    return best.rank > 0 ? best.answer : null;
  }

  async create(clinicId: ClinicId, content: FaqContent, actor: Actor): Promise<FaqId> {
    const ref = { clinicId, id: newId<FaqId>(), actor };
    await this.database.inClinic(clinicId, async (tx) => {
      await this.faqs.insert(tx, ref, content, this.clock.now());
      await this.record(tx, ref, 'faq.created');
    });
    return ref.id;
  }

  /** @throws FaqNotFoundError */
  change(ref: FaqRef, change: Partial<FaqContent>): Promise<void> {
    return this.update(ref, change, 'faq.changed');
  }

  /**
   * It is no answer any more.
   *
   * @throws FaqNotFoundError
   */
  retire(ref: FaqRef): Promise<void> {
    return this.update(ref, { active: false }, 'faq.retired');
  }

  private update(ref: FaqRef, change: Partial<FaqContent & Pick<Faq, 'active'>>, action: FaqAction): Promise<void> {
    return this.database.inClinic(ref.clinicId, async (tx) => {
      if (!(await this.faqs.update(tx, ref, change, this.clock.now()))) throw new FaqNotFoundError();
      await this.record(tx, ref, action);
    });
  }

  private record(tx: Tx, { clinicId, id, actor }: FaqRef, action: FaqAction): Promise<void> {
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject: { kind: 'faq', id } });
  }
}

const NONE = { answer: '', rank: 0 };
