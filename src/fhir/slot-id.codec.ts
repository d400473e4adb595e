import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, ProviderId } from '../common/ids/ids.js';
import { canBeAskedFor } from './search-date.policy.js';

// Slots are computed and not kept: their ids say what they are. Nothing in them is secret, and none of it is about a patient.

/** A time that can be booked, by what it is for, who leads it, and when it begins. */
export interface FreeSlot {
  typeId: AppointmentTypeId;
  providerId: ProviderId;
  startsAt: Temporal.Instant;
}

/** A time that somebody's day has no room at. */
export interface BusySlot {
  providerId: ProviderId;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

const FREE = 1;
const BUSY = 2;
const UUID_BYTES = 16;
/** Far beyond what can be asked for, on both sides of 1970. */
const SECONDS_BYTES = 5;
const FREE_BYTES = 1 + 2 * UUID_BYTES + SECONDS_BYTES;
const BUSY_BYTES = 1 + UUID_BYTES + 2 * SECONDS_BYTES;

export const freeSlotId = ({ typeId, providerId, startsAt }: FreeSlot): string =>
  textOf(Buffer.of(FREE), bytesOfUuid(typeId), bytesOfUuid(providerId), bytesOfInstant(startsAt));

export const busySlotId = ({ providerId, startsAt, endsAt }: BusySlot): string =>
  textOf(Buffer.of(BUSY), bytesOfUuid(providerId), bytesOfInstant(startsAt), bytesOfInstant(endsAt));

/** Null for what is no id of a slot that can be booked. */
export function readFreeSlotId(id: string): FreeSlot | null {
  const bytes = bytesIn(id, FREE, FREE_BYTES);
  const startsAt = bytes && instantAt(bytes, 1 + 2 * UUID_BYTES);
  if (!startsAt) return null;
  return {
    typeId: uuidAt(bytes, 1) as AppointmentTypeId,
    providerId: uuidAt(bytes, 1 + UUID_BYTES) as ProviderId,
    startsAt,
  };
}

export function readBusySlotId(id: string): BusySlot | null {
  const bytes = bytesIn(id, BUSY, BUSY_BYTES);
  if (!bytes) return null;
  const [startsAt, endsAt] = [1 + UUID_BYTES, 1 + UUID_BYTES + SECONDS_BYTES].map((offset) => instantAt(bytes, offset));
  if (!startsAt || !endsAt || Temporal.Instant.compare(startsAt, endsAt) >= 0) return null;
  return { providerId: uuidAt(bytes, 1) as ProviderId, startsAt, endsAt };
}

/** An id of FHIR has no underscore. */
const textOf = (...parts: Buffer[]): string => Buffer.concat(parts).toString('base64url').replaceAll('_', '.');

function bytesIn(id: string, kind: number, length: number): Buffer | null {
  const bytes = Buffer.from(id.replaceAll('.', '_'), 'base64url');
  // One spelling only: what is read must be what would be written.
  return bytes.length === length && bytes[0] === kind && textOf(bytes) === id ? bytes : null;
}

const bytesOfUuid = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function bytesOfInstant(instant: Temporal.Instant): Buffer {
  const bytes = Buffer.alloc(SECONDS_BYTES);
  bytes.writeIntBE(Math.floor(instant.epochMilliseconds / 1000), 0, SECONDS_BYTES);
  return bytes;
}

/** Null for what can't be asked for. */
function instantAt(bytes: Buffer, offset: number): Temporal.Instant | null {
  const at = Temporal.Instant.fromEpochMilliseconds(bytes.readIntBE(offset, SECONDS_BYTES) * 1000);
  return canBeAskedFor(at) ? at : null;
}

const uuidAt = (bytes: Buffer, offset: number): string =>
  bytes
    .subarray(offset, offset + UUID_BYTES)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
