import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { PatientId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { RECEPTIONIST, type AuditEntry } from '../compliance/compliance.types.js';
import { PatientsService } from '../patients/patients.service.js';
import type { PatientOnFile } from '../patients/patients.types.js';
import { localDateOf } from '../scheduling/local-time.policy.js';
import { isLocked, type Attempts } from './attempt-limits.policy.js';
import { AttemptsRepository } from './attempts.repository.js';
import { CallIdentitiesRepository, type Represented } from './call-identities.repository.js';
import { codeHash } from './code-hash.js';
import { CodesRepository } from './codes.repository.js';
import { inEvenTime } from './even-time.js';
import { IdentityMetrics } from './identity.metrics.js';
import type { CallerLine, Claim, SecondFactor, VerifyOutcome } from './identity.types.js';
import { claimedBy, mayActFor, onlyOne } from './proof.policy.js';

const PROOF = { phone: 'phone_on_file', code: 'texted_code' } as const;

/** Finds out whether a caller is who they say to be. */
@Injectable()
export class Verification {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly codes: CodesRepository,
    private readonly identities: CallIdentitiesRepository,
    private readonly patients: PatientsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: IdentityMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * One attempt. Whoever fails is told the same after the same time, whatever was wrong, and every attempt that fails asks the
   * database the same questions.
   */
  async verify(claim: Claim, factor: SecondFactor): Promise<VerifyOutcome> {
    const outcome = await inEvenTime(this.clock, () =>
      this.database.inClinic(claim.line.clinicId, (tx) => this.attempt(tx, claim, factor)),
    );
    this.metrics.checks.inc({ outcome: outcome.kind });
    return outcome;
  }

  private async attempt(tx: Tx, claim: Claim, factor: SecondFactor): Promise<VerifyOutcome> {
    const { line } = claim;
    const before = await this.attempts.takeTurn(tx, line);
    const isWithheld = line.callerNumber === null;
    if (before.cameOut === true) return this.acceptedBefore(tx, claim, factor);
    if (before.cameOut === false) return refusedAfter(before, isWithheld);
    if (isLocked(before, isWithheld)) return { kind: 'locked' };
    const patient = await this.prove(tx, claim, factor);
    await this.attempts.add(tx, line, factor.kind === 'code' ? 'code' : 'details', patient !== null);
    if (patient) return this.accept(tx, line, patient, factor);
    await this.record(tx, line, { action: 'identity.failed', subject: { kind: 'call', id: line.callId } });
    const after = { ...before, failedInCall: before.failedInCall + 1, failedToday: before.failedToday + 1 };
    return refusedAfter(after, isWithheld);
  }

  private async prove(tx: Tx, { line, name, birthDate }: Claim, factor: SecondFactor): Promise<PatientOnFile | null> {
    const { clinicId, callId, now } = line;
    const phone = factor.kind === 'phone' ? factor.number : null;
    const candidates = await this.patients.candidates(tx, clinicId, { name, birthDate, phone });
    const codes = await this.codes.usable(tx, clinicId, callId, now);
    const claimed = claimedBy(name, candidates, localDateOf(now, line.timeZone));
    if (factor.kind === 'phone') return onlyOne(claimed.filter((patient) => patient.phone === phone));
    const sealer = await tx.$sealer(clinicId);
    const texted = codes.filter(({ id, codeHash: hash }) => hash === codeHash(sealer, id, factor.digits));
    return onlyOne(claimed.filter(({ id }) => texted.some(({ patientId }) => patientId === id)));
  }

  private async accept(
    tx: Tx,
    line: CallerLine,
    { id: patientId }: PatientOnFile,
    factor: SecondFactor,
  ): Promise<VerifyOutcome> {
    const { clinicId, callId, now } = line;
    if (factor.kind === 'code') await this.codes.use(tx, clinicId, callId, patientId, now);
    await this.identities.allow(tx, { clinicId, callId, patientId, proof: PROOF[factor.kind], now });
    const others = await this.spokenForBy(tx, line, patientId);
    for (const other of others) {
      await this.identities.allow(tx, { clinicId, callId, patientId: other.patientId, proof: 'representative', now });
    }
    await this.record(tx, line, {
      action: 'identity.verified',
      subject: { kind: 'patient', id: patientId },
      patientIds: [patientId, ...others.map((other) => other.patientId)],
      detail: { proof: PROOF[factor.kind], actsFor: others.length },
    });
    return verifiedAs(patientId, others);
  }

  /**
   * What this attempt has opened is told once more: of those who fit the claim, the one who has proved it in this way. A code is used
   * up by then.
   */
  private async acceptedBefore(tx: Tx, claim: Claim, factor: SecondFactor): Promise<VerifyOutcome> {
    const { line, name, birthDate } = claim;
    const phone = factor.kind === 'phone' ? factor.number : null;
    const candidates = await this.patients.candidates(tx, line.clinicId, { name, birthDate, phone });
    const claimed = claimedBy(name, candidates, localDateOf(line.now, line.timeZone));
    const verified = await this.identities.verified(tx, line.clinicId, line.callId);
    const proved = verified.filter(({ proof }) => proof === PROOF[factor.kind]);
    const patient = onlyOne(claimed.filter(({ id }) => proved.some(({ patientId }) => patientId === id)));
    if (!patient) return { kind: 'not_verified' };
    return verifiedAs(patient.id, await this.spokenForBy(tx, line, patient.id));
  }

  private async spokenForBy(tx: Tx, { clinicId, now, timeZone }: CallerLine, id: PatientId): Promise<Represented[]> {
    const entries = await this.identities.representedBy(tx, clinicId, id);
    const today = localDateOf(now, timeZone);
    return entries.filter(({ relation, birthDate }) => mayActFor(relation, birthDate, today));
  }

  private record(
    tx: Tx,
    { clinicId, callId, now }: CallerLine,
    entry: Pick<AuditEntry, 'action' | 'subject' | 'patientIds' | 'detail'>,
  ): Promise<void> {
    return this.audit.record(tx, { clinicId, at: now, actor: RECEPTIONIST, callId, ...entry });
  }
}

const refusedAfter = (attempts: Attempts, isWithheld: boolean): VerifyOutcome => ({
  kind: isLocked(attempts, isWithheld) ? 'locked' : 'not_verified',
});

const verifiedAs = (patientId: PatientId, others: readonly Represented[]): VerifyOutcome => ({
  kind: 'verified',
  patientId,
  mayActFor: others.map((other) => ({ patientId: other.patientId, firstName: other.givenName })),
});
