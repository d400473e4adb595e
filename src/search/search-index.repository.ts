import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, TextId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';

interface Tokens {
  at: Temporal.Instant;
  /** A tsvector. */
  tokens: string;
}

export interface TurnTokens extends Tokens {
  callId: CallId;
  seq: number;
}

export interface TextTokens extends Tokens {
  textId: TextId;
}

@Injectable()
export class SearchIndexRepository {
  /** Turns change while they are spoken: the last writing counts. A row that would stay the same is not written. */
  async putTurn(tx: Tx, clinicId: ClinicId, { callId, seq, at, tokens }: TurnTokens): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO turn_words (clinic_id, call_id, seq, at, tokens)
      VALUES (${clinicId}::uuid, ${callId}::uuid, ${seq}::integer, ${toDate(at)}::timestamptz, ${tokens}::tsvector)
      ON CONFLICT (clinic_id, call_id, seq) DO UPDATE SET tokens = EXCLUDED.tokens
      WHERE turn_words.tokens IS DISTINCT FROM EXCLUDED.tokens`;
  }

  /** Those of which nothing is known yet: whoever has written one meanwhile knows it better. */
  async addTurns(tx: Tx, clinicId: ClinicId, turns: readonly TurnTokens[]): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO turn_words (clinic_id, call_id, seq, at, tokens)
      SELECT ${clinicId}::uuid, call_id, seq, at, tokens::tsvector FROM unnest(
        ${turns.map(({ callId }) => callId)}::uuid[], ${turns.map(({ seq }) => seq)}::integer[],
        ${turns.map(({ at }) => at.toString())}::timestamptz[], ${turns.map(({ tokens }) => tokens)}::text[]
      ) AS said (call_id, seq, at, tokens)
      ON CONFLICT DO NOTHING`;
  }

  /** The same for texts, which stay as they were written. */
  async addTexts(tx: Tx, clinicId: ClinicId, texts: readonly TextTokens[]): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO text_words (clinic_id, text_id, at, tokens)
      SELECT ${clinicId}::uuid, text_id, at, tokens::tsvector FROM unnest(
        ${texts.map(({ textId }) => textId)}::uuid[], ${texts.map(({ at }) => at.toString())}::timestamptz[],
        ${texts.map(({ tokens }) => tokens)}::text[]
      ) AS written (text_id, at, tokens)
      ON CONFLICT DO NOTHING`;
  }
}
