import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { RECEPTIONIST } from '../compliance/compliance.types.js';
import { codeText } from '../messaging/text-templates.builder.js';
import { Texts } from '../messaging/texts.service.js';
import { PatientsService } from '../patients/patients.service.js';
import type { PatientOnFile } from '../patients/patients.types.js';
import { localDateOf, startOfDay } from '../scheduling/local-time.policy.js';
import { isLocked, MAX_CODES_PER_PATIENT_AND_DAY, mayAskForCode } from './attempt-limits.policy.js';
import { AttemptsRepository } from './attempts.repository.js';
import { codeHash } from './code-hash.js';
import { CodesRepository } from './codes.repository.js';
import { inEvenTime } from './even-time.js';
import { IdentityMetrics } from './identity.metrics.js';
import type { CallerLine, Claim, CodeRequestOutcome } from './identity.types.js';
import { claimedBy, onlyOne } from './proof.policy.js';

const HOLDS_MINUTES = 10;
export const CODE_DIGITS = 6;

/** Codes that prove that a caller holds the phone on a patient's record. */
@Injectable()
export class TextedCodes {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly codes: CodesRepository,
    private readonly patients: PatientsService,
    private readonly texts: Texts,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: IdentityMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Texts a code to the phone on file, if the claim fits exactly one record that has one. The answer and the time it takes don't
   * tell whether it did.
   */
  async request(claim: Claim, clinicName: string): Promise<CodeRequestOutcome> {
    return inEvenTime(this.clock, () =>
      this.database.inClinic(claim.line.clinicId, (tx) => this.requestIn(tx, claim, clinicName)),
    );
  }

  private async requestIn(tx: Tx, claim: Claim, clinicName: string): Promise<CodeRequestOutcome> {
    const { line } = claim;
    const before = await this.attempts.takeTurn(tx, line);
    if (before.cameOut !== null) return 'requested'; // and counted
    const isWithheld = line.callerNumber === null;
    if (isLocked(before, isWithheld)) return this.counted('locked');
    if (!mayAskForCode(before, isWithheld)) return this.counted('no_more');
    const { name, birthDate } = claim;
    const candidates = await this.patients.candidates(tx, line.clinicId, { name, birthDate, phone: null });
    const claimed = claimedBy(name, candidates, localDateOf(line.now, line.timeZone));
    const patient = onlyOne(claimed.filter(hasPhone));
    const texted = patient !== null && (await this.mayText(tx, line, patient));
    await this.attempts.add(tx, line, 'code_request', texted);
    if (texted) await this.text(tx, line, patient, clinicName);
    return this.counted('requested');
  }

  private async mayText(tx: Tx, { clinicId, now, timeZone }: CallerLine, patient: Reachable): Promise<boolean> {
    const today = startOfDay(localDateOf(now, timeZone), timeZone);
    const sent = await this.codes.countFor(tx, clinicId, patient.id, today);
    return sent < MAX_CODES_PER_PATIENT_AND_DAY && (await this.texts.canReach(tx, clinicId, patient.phone));
  }

  private async text(tx: Tx, line: CallerLine, { id: patientId, phone }: Reachable, clinicName: string): Promise<void> {
    const { clinicId, callId, now } = line;
    const id = randomUUID();
    const digits = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    const stored = { id, patientId, codeHash: codeHash(await tx.$sealer(line.clinicId), id, digits) };
    await this.codes.insert(tx, line, stored, now, now.add({ minutes: HOLDS_MINUTES }));
    const body = codeText({ name: clinicName }, digits);
    await this.texts.queue(tx, { clinicId, kind: 'code', to: phone, body, idempotencyKey: `code:${id}`, callId });
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor: RECEPTIONIST,
      action: 'code.texted',
      subject: { kind: 'patient', id: patientId },
      patientIds: [patientId],
      callId,
    });
  }

  private counted(outcome: CodeRequestOutcome): CodeRequestOutcome {
    this.metrics.codeRequests.inc({ outcome });
    return outcome;
  }
}

type Reachable = PatientOnFile & { phone: string };

const hasPhone = (patient: PatientOnFile): patient is Reachable => patient.phone !== null;
