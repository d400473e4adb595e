import { Injectable } from '@nestjs/common';
import type { Call } from '../../../calls/calls.types.js';
import { theirNumber } from '../../../calls/their-number.policy.js';
import { PrismaService, type Tx } from '../../../common/database/prisma.service.js';
import type { PatientId } from '../../../common/ids/ids.js';
import { normalisePhone } from '../../../common/validation/phone.js';
import { DeskTasks } from '../../../desk/desk-tasks.service.js';
import { BookingTexts } from '../../../messaging/booking-texts.service.js';
import { PatientsService } from '../../../patients/patients.service.js';
import type { Appointment } from '../../../scheduling/scheduling.types.js';
import type { ToolContext } from '../tool.types.js';
import { visitLabel } from './visit-words.policy.js';

/**
 * Who hears of what a caller has done to a visit, and where. That is the phone on the patient's record, which is also the one that a
 * visit was booked with for somebody new; without one, the phone that is calling. Never one that the model names.
 */
@Injectable()
export class VisitNews {
  constructor(
    private readonly patients: PatientsService,
    private readonly texts: BookingTexts,
    private readonly tasks: DeskTasks,
    private readonly database: PrismaService,
  ) {}

  /** E.164; null when there is none on record and the caller withholds theirs. */
  numberOf(patientId: PatientId, call: Call): Promise<string | null> {
    return this.database.inClinic(call.clinicId, (tx) => this.numberIn(tx, patientId, call));
  }

  private async numberIn(tx: Tx, patientId: PatientId, call: Call): Promise<string | null> {
    const { phone } = await this.patients.contactOf(tx, call.clinicId, patientId);
    return phone ?? normalisePhone(theirNumber(call));
  }

  /** Belongs into the transaction of the move. A visit that has to be agreed to again is confirmed to nobody. */
  async moved(tx: Tx, visit: Appointment, context: ToolContext): Promise<void> {
    const { call, profile } = context;
    const to = await this.numberIn(tx, visit.patientId, call);
    if (visit.status !== 'requested') {
      if (to !== null) await this.texts.moved(tx, { clinic: profile, appointment: visit, to, callId: call.id });
      return;
    }
    const { givenName, familyName } = await this.patients.contactOf(tx, call.clinicId, visit.patientId);
    await this.tasks.askToCallBack(tx, {
      clinicId: call.clinicId,
      origin: 'message',
      originKey: `request:${visit.id}`,
      callId: call.id,
      callerNumber: to ?? theirNumber(call),
      callerName: `${givenName} ${familyName}`,
      note: `Asks to move a visit, which has to be agreed to: ${visitLabel(visit, context)}. The time is kept.`,
    });
  }

  /** Belongs into the transaction of the cancellation. */
  async cancelled(tx: Tx, visit: Appointment, { call, profile }: ToolContext): Promise<void> {
    const to = await this.numberIn(tx, visit.patientId, call);
    if (to !== null) await this.texts.cancelled(tx, { clinic: profile, appointment: visit, to, callId: call.id });
  }
}
