import type { ProviderRole } from '../clinics/clinics.types.js';
import type { RoleDemand, TypeRules } from './scheduling.types.js';

/** Minutes of a visit, from its start, that somebody of a role is needed for. */
export interface RolePart {
  role: ProviderRole;
  fromMinute: number;
  toMinute: number;
}

/** One demand a role, the leading one first: who leads is there from beginning to end unless the type says otherwise. */
export function demandsOf(
  { providerRole, durationMinutes }: Pick<TypeRules, 'providerRole' | 'durationMinutes'>,
  parts: readonly RolePart[],
): RoleDemand[] {
  const roles = [...new Set([providerRole, ...parts.map(({ role }) => role)])];
  return roles.map((role) => {
    const stretches = apart(parts.filter((part) => part.role === role));
    return { role, stretches: stretches.length > 0 ? stretches : [{ fromMinute: 0, toMinute: durationMinutes }] };
  });
}

/** Parts that touch or overlap are one: nobody can be taken twice at a time. */
function apart(parts: readonly RolePart[]): RoleDemand['stretches'] {
  const stretches: RoleDemand['stretches'] = [];
  for (const { fromMinute, toMinute } of [...parts].sort((a, b) => a.fromMinute - b.fromMinute)) {
    const last = stretches.at(-1);
    if (last && fromMinute <= last.toMinute) last.toMinute = Math.max(last.toMinute, toMinute);
    else stretches.push({ fromMinute, toMinute });
  }
  return stretches;
}
