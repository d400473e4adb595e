import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { countTry, forgottenBefore, type TriedThing } from './lock-out.policy.js';
import { SignInTriesRepository } from './sign-in-tries.repository.js';

/** What somebody tries to get past: `value` is an e-mail address, a network address or an account's id. */
export interface Tried {
  thing: TriedThing;
  value: string;
}

/** Counts tries in the database, so that it does not help to ask another process. Transactions have to look across clinics. */
@Injectable()
export class SignInTries {
  constructor(
    private readonly tries: SignInTriesRepository,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts one try at each, as a failure until `succeeded` says otherwise. False while one of them is locked; nothing is counted
   * then. To be called in a transaction that commits before the answer to the try is known.
   */
  async begin(tx: Tx, tried: readonly Tried[]): Promise<boolean> {
    const now = this.clock.now();
    await this.tries.forgetBefore(tx, forgottenBefore(now));
    // In the order of their keys, so that nobody waits crosswise.
    const keyed = tried
      .map((one) => ({ ...one, key: this.keyOf(one) }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    const counted: { key: string; count: ReturnType<typeof countTry> }[] = [];
    for (const { key, thing } of keyed) {
      counted.push({ key, count: countTry(await this.tries.lock(tx, key, now), thing, now) });
    }
    if (!counted.every(({ count }) => count.allowed)) return false;
    for (const { key, count } of counted) await this.tries.store(tx, key, count.after);
    return true;
  }

  /**
   * Somebody got past. What is theirs begins anew; what comes from an address is only not counted, or one good account would
   * pay for tries at all others.
   */
  async succeeded(tx: Tx, tried: readonly Tried[]): Promise<void> {
    for (const one of tried) {
      if (one.thing === 'address') await this.tries.takeBack(tx, this.keyOf(one));
      else await this.tries.forget(tx, this.keyOf(one));
    }
  }

  /** Addresses are not kept: whoever reads the table learns of nobody who tried. */
  private keyOf({ thing, value }: Tried): string {
    return createHmac('sha256', this.database.keys.root.derive('accounts')).update(`${thing}|${value}`).digest('hex');
  }
}
