import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import { carrierOf, officeOf, type CallTarget } from '../../simulation/caller/call-station.js';
import { CallerRunner } from '../../simulation/caller/caller.runner.js';
import type { CallerAccount } from '../../simulation/caller/caller.types.js';
import type { CarrierOffice } from '../../simulation/caller/carrier-office.js';
import { DeskPhone } from '../../simulation/caller/desk-phone.js';
import { otherPhone } from '../../simulation/caller/scenario.types.js';
import type { SimulatedCarrier } from '../../simulation/carrier/simulated-carrier.js';
import type { Speech } from '../../simulation/speech/speech.types.js';
import { carrierFaultsOf, type CallPlan } from '../plan/plan.types.js';

/** One caller's carrier, with a beat of its own, so that no two calls are at work in the same millisecond. */
export class CallerLine {
  static async open(target: CallTarget, clock: Clock, speech: Speech): Promise<CallerLine> {
    const carrier = carrierOf(target, { clock, speech });
    const office = await officeOf(target, carrier, clock);
    return new CallerLine(target, speech, carrier, office);
  }

  private constructor(
    private readonly target: CallTarget,
    private readonly speech: Speech,
    private readonly carrier: SimulatedCarrier,
    private readonly office: CarrierOffice | null,
  ) {}

  /** Resolves when the call is over. */
  async call(plan: CallPlan): Promise<CallerAccount> {
    const { scenario, run } = plan;
    const { carrier, speech } = this;
    const phone = otherPhone(scenario);
    const number = phone?.number ?? this.target.deskNumber;
    const startRival = () => Promise.reject(new Error('nobody calls beside these callers'));
    const desk =
      phone && number
        ? new DeskPhone(carrier, number, phone.setup, { speech, startRival, onWhisper: () => undefined })
        : null;
    await desk?.install();
    const caller = new CallerRunner({ carrier, speech, startRival, watch: () => undefined }, scenario, desk, {
      record: false,
      run,
      faults: carrierFaultsOf(plan),
    });
    await caller.getReady();
    const callSid = `CA${randomBytes(16).toString('hex')}`;
    await this.office?.carries(callSid);
    caller.place(callSid);
    return caller.finish();
  }

  async close(): Promise<void> {
    await this.carrier.close();
    await this.office?.close();
  }
}
