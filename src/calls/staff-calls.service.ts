import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { toCallItem } from './call-item.presenter.js';
import type { CallItem } from './call-list.types.js';
import { CallEndedError, CallNotFoundError, NoDeskNumberError, WithPersonError } from './calls.errors.js';
import { keyOf } from './call-key.js';
import { CallsRepository } from './calls.repository.js';
import type { Call } from './calls.types.js';

/** What the staff wants of a live call. It is stored before the carrier is told, so that whatever the carrier asks next is known. */
export type StaffPlan = 'transfer' | 'hang_up';

/** Calls that go on, in the hands of the staff. */
@Injectable()
export class StaffCalls {
  constructor(
    private readonly calls: CallsRepository,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * The caller's next step is the desk, whoever they talk to now. Answers the call as it was.
   *
   * @param summary what the desk is told; what the caller said last when it is not given.
   * @throws CallNotFoundError, CallEndedError, WithPersonError, NoDeskNumberError
   */
  planTakeOver(principal: Principal, callSid: string, summary: string | null): Promise<Call> {
    return this.plan(principal, callSid, 'call.taken_over', async (tx, call) => {
      if (isWithPerson(call)) throw new WithPersonError();
      const { deskNumber } = await this.clinics.getIn(tx, call.clinicId);
      if (deskNumber === null) throw new NoDeskNumberError();
      const told = summary ?? (await this.lastWords(tx, call));
      const kept = told && redactText(told, 'stored');
      const handover = { reason: 'staff', summary: kept, status: 'planned' } as const;
      await this.calls.openHandover(tx, keyOf(call), handover, this.clock.now());
      await this.calls.setNextStep(tx, keyOf(call), 'transfer');
    });
  }

  /** The end of the call is planned: nobody is connected again. Answers the call as it was. @throws CallNotFoundError, CallEndedError */
  planHangUp(principal: Principal, callSid: string): Promise<Call> {
    return this.plan(principal, callSid, 'call.hung_up', (tx, call) =>
      this.calls.setNextStep(tx, keyOf(call), 'hang_up'),
    );
  }

  /** The carrier did not do it: the call goes on as it was. Unless it has asked for the next step meanwhile, and so has done it. */
  async withdraw({ clinicId, actor }: Principal, before: Call, plan: StaffPlan): Promise<void> {
    await this.database.inClinic(clinicId, async (tx) => {
      const call = await this.calls.lock(tx, keyOf(before));
      if (!call || call.endedAt !== null) return;
      const isPlanned = call.handover?.reason === 'staff' && call.handover.status === 'planned';
      if (plan === 'transfer') {
        if (!isPlanned) return;
        await this.calls.restoreHandover(tx, keyOf(call), before.handover);
        // Somebody has hung up meanwhile: that is theirs to take back.
        if (call.nextStep === plan) await this.calls.setNextStep(tx, keyOf(call), before.nextStep);
      } else {
        if (call.nextStep !== plan) return;
        // A take-over that was planned before may have been taken back since.
        const next = before.nextStep === 'transfer' && call.handover === null ? null : before.nextStep;
        await this.calls.setNextStep(tx, keyOf(call), next);
      }
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: plan === 'transfer' ? 'call.take_over_failed' : 'call.hang_up_failed',
        subject: { kind: 'call', id: call.id },
        callId: call.id,
      });
    });
  }

  /** As it is now. */
  item({ clinicId }: Principal, { id: callId }: Call): Promise<CallItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const call = await this.calls.findById(tx, { clinicId, callId });
      if (!call) throw new CallNotFoundError();
      const patientIds = await this.calls.patients(tx, { clinicId, callId });
      return toCallItem({ call, patientIds }, (await this.clinics.getIn(tx, clinicId)).timeZone);
    });
  }

  private plan(
    { clinicId, actor }: Principal,
    callSid: string,
    action: string,
    write: (tx: Tx, call: Call) => Promise<void>,
  ): Promise<Call> {
    return this.database.inClinic(clinicId, async (tx) => {
      const found = await this.calls.find(tx, clinicId, callSid);
      const call = found && (await this.calls.lock(tx, keyOf(found)));
      if (!call) throw new CallNotFoundError();
      if (call.endedAt !== null) throw new CallEndedError();
      await write(tx, call);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action,
        subject: { kind: 'call', id: call.id },
        patientIds: await this.calls.concerned(tx, keyOf(call)),
        callId: call.id,
      });
      return call;
    });
  }

  private async lastWords(tx: Tx, call: Call): Promise<string | null> {
    const turns = await this.calls.turns(tx, keyOf(call));
    const last = turns.findLast(({ role }) => role === 'caller');
    return last ? `The caller said last: ${last.text}` : null;
  }
}

/** Or on the way to one: the desk's phone rings, or is about to. */
const isWithPerson = ({ nextStep, handover }: Call): boolean =>
  nextStep === 'transfer' &&
  (handover?.status === 'planned' || handover?.status === 'ringing' || handover?.status === 'accepted');
