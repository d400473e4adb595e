import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, TextId } from '../common/ids/ids.js';
import { SearchIndexRepository } from './search-index.repository.js';
import { tsvectorOf } from './search-tokens.builder.js';

/** By what turns and texts are found: tokens of their words, written in the transaction that writes them (docs/search.md). */
@Injectable()
export class SearchIndex {
  constructor(private readonly index: SearchIndexRepository) {}

  /** Turns as they are kept now; what was known of them before is forgotten. */
  async turnsSaved(
    tx: Tx,
    { clinicId, callId }: { clinicId: ClinicId; callId: CallId },
    turns: readonly { seq: number; text: string; startedAt: Temporal.Instant }[],
  ): Promise<void> {
    const sealer = await tx.$sealer(clinicId);
    for (const { seq, text, startedAt } of turns) {
      await this.index.putTurn(tx, clinicId, { callId, seq, at: startedAt, tokens: tsvectorOf(sealer, text) });
    }
  }

  /** All turns of a call that has just ended, of which nothing is known yet: one statement. */
  async callEnded(
    tx: Tx,
    { clinicId, callId }: { clinicId: ClinicId; callId: CallId },
    turns: readonly { seq: number; text: string; startedAt: Temporal.Instant }[],
  ): Promise<void> {
    const sealer = await tx.$sealer(clinicId);
    const found = turns.map(({ seq, text, startedAt }) => ({
      callId,
      seq,
      at: startedAt,
      tokens: tsvectorOf(sealer, text),
    }));
    await this.index.addTurns(tx, clinicId, found);
  }

  /** A text that is kept as it is from now on. Not for codes, which prove who somebody is and are soon forgotten. */
  async textWritten(
    tx: Tx,
    { clinicId, textId }: { clinicId: ClinicId; textId: TextId },
    { body, at }: { body: string; at: Temporal.Instant },
  ): Promise<void> {
    const tokens = tsvectorOf(await tx.$sealer(clinicId), body);
    await this.index.addTexts(tx, clinicId, [{ textId, at, tokens }]);
  }
}
