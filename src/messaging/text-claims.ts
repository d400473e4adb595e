import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Clinic } from '../clinics/clinics.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { PlainAnswer } from './text-words.policy.js';
import type { AskingKind } from './texts.types.js';

/** A yes or no that somebody has texted. */
export interface TextAnswer {
  clinic: Clinic;
  answer: PlainAnswer;
  /** Who says it, and the clinic's number that they wrote to: E.164. */
  from: string;
  to: string;
  /** Names the text: the key of what comes of it. */
  carrierSid: string;
  /** What the last text that may have reached them and asked for an answer was; null when none did. */
  lastAsked: AskingKind | null;
  now: Temporal.Instant;
}

/** True when the answer was to a question of this feature, and has been seen to in the transaction. */
export type TextClaim = (tx: Tx, answer: TextAnswer) => Promise<boolean>;

/** Features that ask people something by text get the answers before they are taken for words about a visit. */
@Injectable()
export class TextClaims {
  private readonly claims: TextClaim[] = [];

  /** To be called while the application starts (`onModuleInit`). */
  register(claim: TextClaim): void {
    this.claims.push(claim);
  }

  async take(tx: Tx, answer: TextAnswer): Promise<boolean> {
    for (const claim of this.claims) if (await claim(tx, answer)) return true;
    return false;
  }
}
