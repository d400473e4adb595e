import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, ProviderId } from '../common/ids/ids.js';
import { busySlotId, freeSlotId, readBusySlotId, readFreeSlotId } from './slot-id.codec.js';

const uuid = fc.uuid().map((text) => text.toLowerCase());
const seconds = fc.integer({ min: -2_000_000_000, max: 7_000_000_000 });
const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000);

it('says what a slot is, in an id that FHIR takes, and reads it again', () => {
  fc.assert(
    fc.property(uuid, uuid, seconds, fc.integer({ min: 1, max: 100_000 }), (typeId, providerId, start, length) => {
      const free = { typeId: typeId as AppointmentTypeId, providerId: providerId as ProviderId, startsAt: at(start) };
      const busy = { providerId: providerId as ProviderId, startsAt: at(start), endsAt: at(start + length) };
      const [freeId, busyId] = [freeSlotId(free), busySlotId(busy)];
      for (const id of [freeId, busyId]) expect(id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
      expect(readFreeSlotId(freeId)).toEqual(free);
      expect(readBusySlotId(busyId)).toEqual(busy);
      expect(readFreeSlotId(busyId)).toBeNull();
      expect(readBusySlotId(freeId)).toBeNull();
    }),
  );
});

it('takes nothing else', () => {
  const [typeId, providerId] = [randomUUID() as AppointmentTypeId, randomUUID() as ProviderId];
  const id = freeSlotId({ typeId, providerId, startsAt: at(1) });
  const tooLate = freeSlotId({ typeId, providerId, startsAt: at(9_000_000_000) });
  const backwards = busySlotId({ providerId, startsAt: at(2), endsAt: at(1) });
  for (const other of ['', tooLate, randomUUID(), `${id}A`, id.slice(1), `${id}=`, id.replace(/.$/, '!')]) {
    expect([other, readFreeSlotId(other), readBusySlotId(other)]).toEqual([other, null, null]);
  }
  expect(readBusySlotId(backwards)).toBeNull();
});
