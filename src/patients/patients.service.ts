import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { newId, type ClinicId, type PatientId } from '../common/ids/ids.js';
import { normalisePhone } from '../common/validation/phone.js';
import { keptName } from './kept-name.policy.js';
import { matchPatient } from './patient-match.policy.js';
import { PatientErasedError, PatientNotFoundError } from './patients.errors.js';
import { PatientsRepository } from './patients.repository.js';
import type {
  ClaimedIdentity,
  FoundPatient,
  IntroducedPatient,
  PatientContact,
  PatientOnFile,
  WhichPatient,
} from './patients.types.js';

@Injectable()
export class PatientsService {
  constructor(private readonly patients: PatientsRepository) {}

  /**
   * The record of a caller: the one with the same clinic, phone and name, else a new one. Answers an id and nothing else,
   * because somebody who knows a name and a number has not proved to be that person. Without a phone nobody is matched.
   * Two calls at once for one new patient make one record.
   */
  async findOrRegister(tx: Tx, introduced: IntroducedPatient): Promise<FoundPatient> {
    const patient = {
      ...keptName({
        ...introduced,
        givenName: introduced.givenName.trim(),
        familyName: introduced.familyName.trim(),
      }),
      phone: introduced.phone === null ? null : normalisePhone(introduced.phone),
    };
    const known = await this.findKnown(tx, patient);
    if (known) return { patientId: known, registered: false };
    const patientId = newId<PatientId>();
    await this.patients.insert(tx, patientId, patient);
    return { patientId, registered: true };
  }

  /** The same for whoever may be known already. */
  async recordOf(
    tx: Tx,
    clinicId: ClinicId,
    patient: WhichPatient,
    now: IntroducedPatient['now'],
  ): Promise<FoundPatient> {
    if ('id' in patient) return { patientId: patient.id, registered: false };
    return this.findOrRegister(tx, { ...patient, clinicId, now });
  }

  /** Of a patient of the clinic. What is texted or called goes there, and nowhere that a caller has named. */
  contactOf(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<PatientContact> {
    return this.patients.contactOf(tx, clinicId, id);
  }

  /**
   * Everybody of a clinic who may be meant, the oldest record first: born on the day, and with a family name among the said words
   * or with the said phone. Birth dates alone are never looked up: there are so few that whoever saw their tokens could guess them.
   */
  candidates(tx: Tx, clinicId: ClinicId, claimed: ClaimedIdentity): Promise<PatientOnFile[]> {
    return this.patients.candidates(tx, clinicId, claimed);
  }

  /** Whether somebody who introduces themselves so may be the patient of a record, under whatever number they are reached. */
  async mayBe(
    tx: Tx,
    clinicId: ClinicId,
    id: PatientId,
    introduced: Pick<IntroducedPatient, 'givenName' | 'familyName' | 'birthDate'>,
  ): Promise<boolean> {
    const patient = await this.patients.find(tx, clinicId, id);
    return patient !== null && matchPatient(introduced, [patient]) !== null;
  }

  /** Makes transactions that book for one patient take turns; released when `tx` ends. */
  lock(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<void> {
    return this.patients.lock(tx, clinicId, id);
  }

  /** Of a patient who may have been erased. @throws PatientNotFoundError */
  async requireKnown(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<void> {
    if (!(await this.patients.find(tx, clinicId, id))) throw new PatientNotFoundError();
  }

  /** Nobody erases them until `tx` ends. @throws PatientNotFoundError, PatientErasedError */
  async keepOnFile(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<void> {
    const state = await this.patients.keep(tx, clinicId, id);
    if (state === null) throw new PatientNotFoundError();
    if (state === 'erased') throw new PatientErasedError();
  }

  /** The same for a patient whom a field of a request names. @throws InvalidInputError, PatientErasedError */
  async keepNamed(tx: Tx, clinicId: ClinicId, id: PatientId, field: string): Promise<void> {
    const state = await this.patients.keep(tx, clinicId, id);
    if (state === null) throw new InvalidInputError([{ field, detail: 'the clinic has no such patient' }]);
    if (state === 'erased') throw new PatientErasedError();
  }

  /**
   * The record with the same phone and name, and no other birth date; null when there is none, and nobody else makes one until `tx`
   * ends. @param patient with the phone in E.164
   */
  async findKnown(
    tx: Tx,
    patient: Pick<IntroducedPatient, 'clinicId' | 'givenName' | 'familyName' | 'phone' | 'birthDate'>,
  ): Promise<PatientId | null> {
    const { clinicId, phone } = patient;
    if (phone === null) return null;
    const find = async () => matchPatient(patient, await this.patients.withPhone(tx, clinicId, phone))?.id ?? null;
    const known = await find();
    if (known) return known;
    // Nobody yet: look again once it is certain that no other call is registering them at this moment.
    await this.patients.lockPhone(tx, clinicId, phone);
    return find();
  }

  /** The same for whoever is on file already: another record of theirs. */
  async findOther(
    tx: Tx,
    patient: Pick<IntroducedPatient, 'clinicId' | 'givenName' | 'familyName' | 'phone' | 'birthDate'> & {
      id: PatientId;
    },
  ): Promise<PatientId | null> {
    const { clinicId, phone, id } = patient;
    if (phone === null) return null;
    const others = (await this.patients.withPhone(tx, clinicId, phone)).filter((one) => one.id !== id);
    return matchPatient(patient, others)?.id ?? null;
  }
}
