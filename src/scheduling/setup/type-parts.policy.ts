import type { FieldIssue } from '../../common/errors/domain.error.js';
import type { RolePart } from '../role-demands.policy.js';

/** What is wrong with the parts of a visit, by their place in the list: each has its minutes of it, and nobody is needed twice at a time. */
export function wrongParts(parts: readonly RolePart[], durationMinutes: number): FieldIssue[] {
  return parts.flatMap(({ role, fromMinute, toMinute }, index) => {
    const field = `/parts/${index}`;
    if (fromMinute >= toMinute) return [{ field: `${field}/toMinute`, detail: 'must be after fromMinute' }];
    if (toMinute > durationMinutes) return [{ field: `${field}/toMinute`, detail: 'is after the end of the visit' }];
    const earlier = parts.slice(0, index);
    const overlaps = earlier.some(
      (other) => other.role === role && other.fromMinute < toMinute && fromMinute < other.toMinute,
    );
    return overlaps ? [{ field, detail: 'overlaps another part of this role' }] : [];
  });
}
