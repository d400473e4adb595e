import { Injectable } from '@nestjs/common';
import { TooManyRequestsError } from '../common/http/http.errors.js';
import { TooManyFailuresError } from './auth.errors.js';
import { AuthMetrics } from './auth.metrics.js';
import { FairQueue } from './fair-queue.js';
import { networkOf } from './network-of.js';
import { SignInTries } from './sign-in-tries.service.js';

/**
 * Each run of scrypt takes a core and one of the four threads that Node also looks up names and reads files with: two leave the calls
 * what they need. A whole practice that shares an address and begins its day finds room; whoever sends more is told to come back.
 */
const LIMITS = { atOnce: 2, waitingEach: 16, waitingInAll: 500 };
const COME_BACK_AFTER_SECONDS = 2;

/**
 * Where everybody passes who wants in, or shows a secret once more: what is done there takes a core and the database, for people who
 * have proved nothing yet. One network can neither fill it nor keep the others waiting.
 */
@Injectable()
export class Door {
  private readonly queue = new FairQueue(LIMITS);

  constructor(
    private readonly tries: SignInTries,
    private readonly metrics: AuthMetrics,
  ) {}

  /**
   * Does what is asked for in its turn, or not at all. Work that is admitted must not come to the door itself.
   *
   * @param address the network address that the request comes from
   * @throws TooManyFailuresError, TooManyRequestsError
   */
  async admit<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    try {
      this.tries.refuseLocked(address);
      const turn = this.queue.run(networkOf(address), () => {
        // Those before it may have locked the network meanwhile.
        this.tries.refuseLocked(address);
        return work();
      });
      if (turn === null) throw new TooManyRequestsError(COME_BACK_AFTER_SECONDS);
      return await turn;
    } catch (error) {
      if (error instanceof TooManyFailuresError) this.metrics.turnedAway.inc({ reason: 'locked' });
      if (error instanceof TooManyRequestsError) this.metrics.turnedAway.inc({ reason: 'crowded' });
      throw error;
    }
  }
}
