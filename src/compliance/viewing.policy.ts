import type { Temporal } from 'temporal-polyfill';
import type { PatientId } from '../common/ids/ids.js';
import type { AuditEntry } from './compliance.types.js';

/** For so long from its entry, whoever looks again at the same looks still. */
const VIEWING = { minutes: 30 };

/** By what entries of one viewing are known: they are alike in all of it, and no older than `since`. */
export interface Viewing {
  actorKind: string;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  /** A stolen key is used from elsewhere: that is no part of its owner's viewing. */
  address: string | null;
  /** What is seen beyond somebody's role stands by itself. */
  breakGlassId: string | null;
  since: Temporal.Instant;
}

/** That an entry goes on with, if there is one. */
export const viewingOf = ({ at, actor, action, subject, address }: AuditEntry): Viewing => ({
  actorKind: actor.kind,
  actorId: actor.id,
  action,
  subjectKind: subject.kind,
  subjectId: subject.id,
  address: address ?? null,
  breakGlassId: actor.breakGlassId ?? null,
  since: at.subtract(VIEWING),
});

/**
 * What the trail lacks still: all of an entry that begins a viewing, and of one that goes on with it the patients whom it has not
 * named yet; null where it names nobody new.
 *
 * @param named whom the entries of the viewing name; null without any
 */
export function restOf(entry: AuditEntry, named: ReadonlySet<string> | null): AuditEntry | null {
  if (named === null) return entry;
  const patientIds = (entry.patientIds ?? []).filter((id: PatientId) => !named.has(id.toLowerCase()));
  return patientIds.length === 0 ? null : { ...entry, patientIds };
}
