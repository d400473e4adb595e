import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/database/prisma.service.js';
import { askedWords } from './asked-words.policy.js';
import { FaqsRepository, type FoundAnswer } from './faqs.repository.js';
import type { AskedQuestion } from './faqs.types.js';

/**
 * More than two words of five in the question that is stored, or in its keywords. With less, an answer to something else is more
 * likely than the right one: "who painted the big picture in your waiting room?" is no question about its Wi-Fi.
 */
const MIN_RANK = 0.25;

/** What the clinic answers to questions, in its own words: the only answers that are given. */
@Injectable()
export class KnowledgeService {
  constructor(
    private readonly faqs: FaqsRepository,
    private readonly database: PrismaService,
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
}

const NONE = { answer: '', rank: 0 };
