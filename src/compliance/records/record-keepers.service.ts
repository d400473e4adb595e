import { Injectable } from '@nestjs/common';
import type { RetentionKind } from '../retention/retention-rules.policy.js';
import type { RecordKeeper, RetentionTarget } from './kept-records.port.js';

/** Everybody who keeps something of people. */
@Injectable()
export class RecordKeepers {
  private readonly keepers: RecordKeeper[] = [];

  /** To be called while the application starts (`onModuleInit`). */
  register(keeper: RecordKeeper): void {
    if (this.keepers.some(({ name }) => name === keeper.name)) throw new Error(`${keeper.name} are kept twice`);
    this.keepers.push(keeper);
  }

  get all(): readonly RecordKeeper[] {
    return this.keepers;
  }

  targetsOf(kind: RetentionKind): RetentionTarget[] {
    return this.keepers.flatMap(({ retention }) => retention).filter((target) => target.kind === kind);
  }
}
