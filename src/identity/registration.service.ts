import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { RECEPTIONIST } from '../compliance/compliance.types.js';
import { PatientsService } from '../patients/patients.service.js';
import { CallIdentitiesRepository } from './call-identities.repository.js';
import { inEvenTime } from './even-time.js';
import type { NewPatient } from './identity.types.js';

/** Records of people who have not been patients so far. */
@Injectable()
export class Registration {
  constructor(
    private readonly patients: PatientsService,
    private readonly identities: CallIdentitiesRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a record that this call may go on with. For somebody who is on file already nothing changes, not even what is missing
   * there, or a stranger could write down what they prove themselves by later; and nobody is told.
   */
  async register({ line, ...person }: NewPatient): Promise<void> {
    const { clinicId, callId, now } = line;
    await inEvenTime(this.clock, () =>
      this.database.inClinic(clinicId, async (tx) => {
        const { patientId, registered } = await this.patients.findOrRegister(tx, { ...person, clinicId, now });
        if (!registered) return;
        await this.identities.allow(tx, { clinicId, callId, patientId, proof: 'registered', now });
        await this.audit.record(tx, {
          clinicId,
          at: now,
          actor: RECEPTIONIST,
          action: 'patient.registered',
          subject: { kind: 'patient', id: patientId },
          patientIds: [patientId],
          callId,
        });
      }),
    );
  }
}
