import { Injectable } from '@nestjs/common';
import { CarrierMetrics } from '../carrier/carrier.metrics.js';
import { Clock } from '../common/clock/clock.js';
import { withinMs } from '../common/clock/deadline.js';
import { refusalOf } from '../common/database/database.errors.js';
import { DomainError } from '../common/errors/domain.error.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { AppConfig } from '../config/app-config.js';
import type { Answer } from './line.types.js';
import type { CarriedFields } from './twilio-webhook.protocol.js';
import { DrainingError } from './telephony.errors.js';
import { askAgain, passOn, sayAndHangUp } from './twiml.presenter.js';

/** For whoever has no way on: some twenty seconds, with the words between them. */
const MAX_ATTEMPTS = 8;
/**
 * So often a caller hears that it takes a moment. A database that hands over to another one is back within some ten seconds; one that is full
 * stays so. Then they get what the clinic offers callers whom nobody can talk to.
 */
const MAX_WAITS = { full: 2, other: 5 };
/** A caller who is passed on hears nothing: where nobody else takes the call, this process does what it can. */
const MAX_PASSED_ON = 4;

/** A caller hears nothing meanwhile, and the carrier gives up after fifteen seconds. */
const ANSWER_WITHIN_MS = 3000;

/** Who has waited for this long without a word does not wait for the next try as well. */
const LONG_WAIT_MS = 1000;

/** A webhook that waits for TwiML. */
export interface SpokenRequest {
  /** From the public root. */
  path: string;
  callSid: string;
  /** What the carrier told us once, and has to bring again when it asks again. */
  carried: CarriedFields;
}

/** Whatever fails behind a webhook, the caller hears words and we are asked again: a 500 would be a dead line. */
@Injectable()
export class SpokenAnswers {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly metrics: CarrierMetrics,
    private readonly log: Logger,
  ) {}

  /**
   * @param decide is told whether the caller may still be passed on to another process
   * @param wayOn without the database; null where there is none
   */
  async answer(
    request: SpokenRequest,
    decide: (mayPass: boolean) => Promise<Answer>,
    wayOn: () => Promise<Answer | null> = () => Promise.resolve(null),
  ): Promise<string> {
    const { path: route } = request;
    const { attempt } = request.carried;
    const askedAtMs = this.clock.nowMs();
    try {
      const { twiml, result } = await withinMs(this.clock, ANSWER_WITHIN_MS, decide(attempt <= MAX_PASSED_ON));
      this.metrics.webhooks.inc({ route, result });
      return twiml;
    } catch (error) {
      if (error instanceof DrainingError) {
        this.metrics.webhooks.inc({ route, result: 'passed_on' });
        return passOn(this.again(request));
      }
      const refused = error instanceof DomainError && error.kind === 'forbidden';
      this.metrics.webhooks.inc({ route, result: refused ? 'replayed' : 'failed' });
      if (refused) throw error;
      this.log.error('webhook.failed', { callSid: request.callSid, attempt, ...errorFields(error) });
      if (attempt > (refusalOf(error) === 'full' ? MAX_WAITS.full : MAX_WAITS.other)) {
        const instead = await wayOn().catch(() => null);
        if (instead) return instead.twiml;
      }
      if (attempt >= MAX_ATTEMPTS) return sayAndHangUp('fault');
      return askAgain(this.again(request), this.clock.nowMs() - askedAtMs < LONG_WAIT_MS);
    }
  }

  private again({ path, carried }: SpokenRequest): string {
    const query = new URLSearchParams({ attempt: String(carried.attempt + 1) });
    for (const [name, value] of Object.entries(carried)) {
      if (name !== 'attempt' && value !== undefined) query.set(name, String(value));
    }
    return `${this.config.publicUrl}${path}?${query.toString()}`;
  }
}
