import { Injectable } from '@nestjs/common';
import { CallEndedError } from '../calls/calls.errors.js';
import type { CallItem } from '../calls/call-list.types.js';
import type { Call } from '../calls/calls.types.js';
import { StaffCalls, type StaffPlan } from '../calls/staff-calls.service.js';
import { CarrierClient } from '../carrier/carrier.client.js';
import { CarrierRequestError } from '../carrier/carrier.errors.js';
import { PATHS } from '../carrier/carrier.paths.js';
import type { Principal } from '../common/http/access.decorators.js';
import { AppConfig } from '../config/app-config.js';

/** The carrier's number for a call that nothing can be done to: it is over. */
const NOT_IN_PROGRESS = 21220;

/** What the staff does to calls that go on, in whichever process: what is to come is on the call's row, and the carrier asks for it. */
@Injectable()
export class LiveCallControl {
  constructor(
    private readonly config: AppConfig,
    private readonly calls: StaffCalls,
    private readonly carrier: CarrierClient,
  ) {}

  /**
   * Puts the caller through to the desk, as if the receptionist had.
   *
   * @throws CallNotFoundError, CallEndedError, WithPersonError, NoDeskNumberError, CarrierRequestError
   */
  async takeOver(principal: Principal, callSid: string, summary: string | null): Promise<CallItem> {
    const call = await this.calls.planTakeOver(principal, callSid, summary);
    return this.tell(principal, call, 'transfer', () =>
      this.carrier.redirectCall(call.callSid, this.config.publicUrl + PATHS.next),
    );
  }

  /** @throws CallNotFoundError, CallEndedError, CarrierRequestError */
  async hangUp(principal: Principal, callSid: string): Promise<CallItem> {
    const call = await this.calls.planHangUp(principal, callSid);
    return this.tell(principal, call, 'hang_up', () => this.carrier.endCall(call.callSid));
  }

  /** What the carrier does not do, nobody has planned. */
  private async tell(principal: Principal, call: Call, plan: StaffPlan, ask: () => Promise<void>): Promise<CallItem> {
    try {
      await ask();
    } catch (error) {
      await this.calls.withdraw(principal, call, plan);
      const isOver = error instanceof CarrierRequestError && error.carrierCode === NOT_IN_PROGRESS;
      throw isOver ? new CallEndedError() : error;
    }
    return this.calls.item(principal, call);
  }
}
