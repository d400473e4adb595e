import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { RECEPTIONIST, type AuditEntry } from '../compliance/compliance.types.js';
import { VisitsService } from '../scheduling/visits.service.js';
import type { Appointment } from '../scheduling/scheduling.types.js';
import { CallIdentitiesRepository } from './call-identities.repository.js';
import { IdentityMetrics } from './identity.metrics.js';
import type { PatientAccess, VerifiedPatient, VisitAccess } from './identity.types.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whose record a call may read and change. It is in the database, so it holds wherever the call goes on. */
@Injectable()
export class CallIdentities {
  constructor(
    private readonly identities: CallIdentitiesRepository,
    private readonly visits: VisitsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: IdentityMetrics,
  ) {}

  /** Patients that this call may read and change, the caller first. */
  verified(clinicId: ClinicId, callId: CallId): Promise<VerifiedPatient[]> {
    return this.database.inClinic(clinicId, (tx) => this.identities.verified(tx, clinicId, callId));
  }

  /** Stands for what a caller has asked for, so that it is done once; nobody learns from it who they are. */
  async tokenOf(clinicId: ClinicId, request: string): Promise<string> {
    return (await this.database.$sealer(clinicId)).index('request', request);
  }

  /** Null, and audited, for whoever is not in the set: alike for another patient, one of another clinic's, and none. */
  requirePatient(access: PatientAccess): Promise<VerifiedPatient | null> {
    const { clinicId, callId, patientId } = access;
    return this.database.inClinic(clinicId, async (tx) => {
      const allowed = await this.identities.verified(tx, clinicId, callId);
      const patient = allowed.find((one) => one.patientId === patientId.toLowerCase());
      if (patient) {
        const subject = { kind: 'patient', id: patient.patientId };
        await this.allow(tx, access, 'patient.read', subject, patient.patientId);
        return patient;
      }
      const isOurs = UUID.test(patientId) && (await this.identities.isPatient(tx, clinicId, patientId));
      await this.refuse(tx, access, isOurs ? { patientId } : {});
      return null;
    });
  }

  /**
   * The visit, when it is of a verified patient or was booked in this very call. Null, and audited, otherwise: alike for another
   * patient's and for one that does not exist.
   */
  requireVisit(access: VisitAccess): Promise<Appointment | null> {
    const { clinicId, callId } = access;
    return this.database.inClinic(clinicId, async (tx) => {
      const allowed = await this.identities.verified(tx, clinicId, callId);
      const id = access.appointmentId as AppointmentId;
      const found = UUID.test(id) ? await this.visits.findIn(tx, clinicId, id) : null;
      if (found) {
        const { appointment } = found;
        const isTheirs = allowed.some(({ patientId }) => patientId === appointment.patientId);
        if (isTheirs || found.callId === callId) {
          const subject = { kind: 'appointment', id };
          await this.allow(tx, access, 'appointment.read', subject, appointment.patientId);
          return appointment;
        }
      }
      await this.refuse(tx, access, found ? { appointmentId: id } : {});
      return null;
    });
  }

  private async allow(
    tx: Tx,
    { clinicId, callId, tool, now }: Omit<PatientAccess, 'patientId'>,
    action: 'patient.read' | 'appointment.read',
    subject: AuditEntry['subject'],
    patientId: PatientId,
  ): Promise<void> {
    const who = { clinicId, at: now, actor: RECEPTIONIST, callId };
    await this.audit.record(tx, { ...who, action, subject, patientIds: [patientId], detail: { tool } });
  }

  private async refuse(
    tx: Tx,
    { clinicId, callId, tool, now }: Omit<PatientAccess, 'patientId'>,
    what: Record<string, string>,
  ): Promise<void> {
    this.metrics.accessRefused.inc({ tool });
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor: RECEPTIONIST,
      action: 'patient.access_refused',
      subject: { kind: 'call', id: callId },
      callId,
      detail: { tool, ...what },
    });
  }
}
