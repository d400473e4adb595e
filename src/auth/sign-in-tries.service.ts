import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { TooManyFailuresError } from './auth.errors.js';
import { countTry, forgottenBefore, type Tries, type TriedThing } from './lock-out.policy.js';
import { networkOf } from './network-of.js';
import { SignInTriesRepository } from './sign-in-tries.repository.js';

/** What somebody tries to get past: `value` is an e-mail address, a network address or an account's id. */
export interface Tried {
  thing: TriedThing;
  value: string;
}

/** A network that is locked, as far as this process has learned. */
interface KnownLock {
  endsAtMs: number;
  /** From then on the database is asked again: a try that another process took back may have ended the lock. */
  knownUntilMs: number;
}

const MAX_KNOWN_LOCKS = 10_000;
const KNOWN_FOR_MS = 60_000;

/** Counts tries in the database, so that it does not help to ask another process. Transactions have to look across clinics. */
@Injectable()
export class SignInTries {
  /** By network, the one that was learned of first at the beginning. */
  private readonly known = new Map<string, KnownLock>();

  constructor(
    private readonly tries: SignInTriesRepository,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Costs nothing: asks neither the database nor anybody's password. @throws TooManyFailuresError */
  refuseLocked(address: string): void {
    const lock = this.known.get(networkOf(address));
    const nowMs = this.clock.nowMs();
    if (lock && nowMs < Math.min(lock.endsAtMs, lock.knownUntilMs)) throw tooManyFailures(lock.endsAtMs - nowMs);
  }

  /**
   * Counts one try at each, as a failure until `succeeded` says otherwise. False while the account or its second factor is locked,
   * which only the network's own count then shows. To be called in a transaction that commits before the answer to the try is known.
   *
   * @throws TooManyFailuresError while the network is locked; nothing is counted then
   */
  async begin(tx: Tx, tried: readonly Tried[]): Promise<boolean> {
    const now = this.clock.now();
    await this.tries.forgetBefore(tx, forgottenBefore(now));
    // In the order of their keys, so that nobody waits crosswise.
    const keyed = tried
      .map((one) => ({ ...one, key: this.keyOf(one) }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    const counted: (Tried & { key: string; count: ReturnType<typeof countTry> })[] = [];
    for (const one of keyed) {
      counted.push({ ...one, count: countTry(await this.tries.lock(tx, one.key, now), one.thing, now) });
    }
    for (const { thing, value, count } of counted) {
      if (thing === 'address' && !count.allowed) throw this.learnOf(value, count.after);
    }
    for (const { key, count } of counted) if (count.allowed) await this.tries.store(tx, key, count.after);
    return counted.every(({ count }) => count.allowed);
  }

  /**
   * Somebody got past. What is theirs begins anew; what comes from an address is only not counted, or one good account would
   * pay for tries at all others.
   */
  async succeeded(tx: Tx, tried: readonly Tried[]): Promise<void> {
    for (const one of tried) {
      if (one.thing === 'address') {
        await this.tries.takeBack(tx, this.keyOf(one));
        this.known.delete(networkOf(one.value));
      } else await this.tries.forget(tx, this.keyOf(one));
    }
  }

  private learnOf(address: string, { lockedUntil, lastAt }: Tries): TooManyFailuresError {
    const nowMs = this.clock.nowMs();
    const endsAtMs = (lockedUntil ?? lastAt).epochMilliseconds;
    const [longestKnown] = this.known.keys();
    if (this.known.size >= MAX_KNOWN_LOCKS && longestKnown !== undefined) this.known.delete(longestKnown);
    this.known.set(networkOf(address), { endsAtMs, knownUntilMs: nowMs + KNOWN_FOR_MS });
    return tooManyFailures(endsAtMs - nowMs);
  }

  /** Addresses are not kept: whoever reads the table learns of nobody who tried. */
  private keyOf({ thing, value }: Tried): string {
    const counted = thing === 'address' ? networkOf(value) : value;
    return createHmac('sha256', this.database.keys.root.derive('accounts')).update(`${thing}|${counted}`).digest('hex');
  }
}

const tooManyFailures = (leftMs: number): TooManyFailuresError => new TooManyFailuresError(Math.ceil(leftMs / 1000));
