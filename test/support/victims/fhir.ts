import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { TYPE_SYSTEM } from '../../../src/fhir/fhir.types.js';
import { freeSlotId } from '../../../src/fhir/slot-id.codec.js';
import type { AppointmentTypeId, ProviderId } from '../../../src/common/ids/ids.js';
import { buildPatient } from '../builders.js';
import type { VictimsOf } from './victims.types.js';

/** The victim's schedules, times and visits, and the steps to book one of its times. */
export const fhirVictims: VictimsOf = async (database, victim) => {
  const where = { clinicId: victim };
  const provider = await database.provider.findFirstOrThrow({ where });
  const type = await database.appointmentType.findFirstOrThrow({ where });
  const patientId = await buildPatient(database, where);
  const operatory = await database.operatory.findFirstOrThrow({ where });
  const [providerId, typeId, appointmentId] = [provider.id as ProviderId, type.id as AppointmentTypeId, randomUUID()];
  const startsAt = new Date('2027-03-01T15:00:00Z');
  const visit = { patientId, typeId, providerId, operatoryId: operatory.id, status: 'scheduled' };
  const endsAt = new Date('2027-03-01T16:00:00Z');
  await database.appointment.create({
    data: {
      ...{ ...where, id: appointmentId, ...visit, startsAt, endsAt, createdAt: new Date(0), changedAt: new Date(0) },
    },
  });
  const slot = { typeId, providerId, startsAt: Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()) };
  const nowhere = { ...slot, typeId: randomUUID() as AppointmentTypeId };
  const chosen = {
    name: 'appointment-reference',
    valueReference: { reference: `Appointment/${freeSlotId(slot)}` },
  };
  const visitType = { coding: [{ system: TYPE_SYSTEM, code: typeId }] };
  const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });
  return {
    parameters: {
      '/fhir/r4/Schedule/:id': { theirs: providerId, nobodys: randomUUID() },
      '/fhir/r4/Slot/:id': { theirs: freeSlotId(slot), nobodys: freeSlotId(nowhere) },
      '/fhir/r4/Appointment/:id': { theirs: appointmentId, nobodys: randomUUID() },
    },
    queries: {
      'GET /fhir/r4/Slot': `?schedule=${providerId}&start=ge2027-03-01&start=lt2027-03-02`,
    },
    bodies: {
      'POST /fhir/r4/Appointment/$find': parameters(
        { name: 'start', valueDateTime: '2027-03-01T00:00:00Z' },
        { name: 'end', valueDateTime: '2027-03-02T00:00:00Z' },
        { name: 'visit-type', valueCodeableConcept: visitType },
      ),
      'POST /fhir/r4/Appointment/$hold': parameters(chosen),
      'POST /fhir/r4/Appointment/$book': parameters(chosen, {
        name: 'patient-reference',
        valueReference: { reference: `Patient/${patientId}` },
      }),
    },
  };
};
