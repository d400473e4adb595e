import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, TextId } from '../common/ids/ids.js';
import { SearchIndexRepository, type TurnTokens } from './search-index.repository.js';
import { tsvectorOf } from './search-tokens.builder.js';

interface CallKey {
  clinicId: ClinicId;
  callId: CallId;
}

interface SaidTurn {
  seq: number;
  text: string;
  startedAt: Temporal.Instant;
}

/** By what turns and texts are found: tokens of their words, written in the transaction that writes them (docs/search.md). */
@Injectable()
export class SearchIndex {
  constructor(private readonly index: SearchIndexRepository) {}

  /** A turn as it is kept now; what was known of it before is forgotten. */
  async turnSaved(tx: Tx, call: CallKey, turn: SaidTurn): Promise<void> {
    await this.index.putTurn(tx, call.clinicId, tokensOf(await tx.$sealer(call.clinicId), call, turn));
  }

  /** All turns of a call that has just ended, of which nothing is known yet: one statement. */
  async callEnded(tx: Tx, call: CallKey, turns: readonly SaidTurn[]): Promise<void> {
    const sealer = await tx.$sealer(call.clinicId);
    const found = turns.map((turn) => tokensOf(sealer, call, turn));
    await this.index.addTurns(tx, call.clinicId, found);
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

const tokensOf = (
  sealer: Parameters<typeof tsvectorOf>[0],
  { callId }: CallKey,
  { seq, text, startedAt }: SaidTurn,
): TurnTokens => ({ callId, seq, at: startedAt, tokens: tsvectorOf(sealer, text) });
