/** What a route may ask for: a kind of record, and whether it is read or changed. */
export const SCOPES = [
  /** The practice itself: its settings, people, rooms, types of visit, and what is answered to questions. */
  'clinic:read',
  'clinic:write',
  /** Working hours and blocked time. */
  'schedules:read',
  'schedules:write',
  'appointments:read',
  'appointments:write',
  'patients:read',
  'patients:write',
  'patients:erase',
  'calls:read',
  /** Placing them, taking them over, and ending them. */
  'calls:write',
  'recordings:read',
  'messages:read',
  'messages:write',
  'tasks:read',
  'tasks:write',
  'profiles:read',
  'profiles:write',
  'consents:read',
  'consents:write',
  'exports:read',
  'audit:read',
  'retention:read',
  'retention:write',
  'keys:read',
  'keys:write',
  'staff:read',
  'staff:write',
  'webhooks:read',
  'webhooks:write',
  'statistics:read',
  'break_glass:open',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What members of a clinic's staff can be. */
export const STAFF_ROLES = ['owner', 'front_desk', 'clinician', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What an API key can be. */
export const KEY_ROLES = [...STAFF_ROLES, 'integration'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

/** `break_glass` is nobody's role: for a while it is added to somebody's own. */
export type Role = KeyRole | 'break_glass';

const AT_THE_DESK: readonly Scope[] = [
  'clinic:read',
  'schedules:read',
  'schedules:write',
  'appointments:read',
  'appointments:write',
  'patients:read',
  'patients:write',
  'calls:read',
  'calls:write',
  'recordings:read',
  'messages:read',
  'messages:write',
  'tasks:read',
  'tasks:write',
  'consents:read',
  'consents:write',
  'statistics:read',
];

const OF_ROLE: Record<Role, readonly Scope[]> = {
  // Nothing is beyond an owner's role.
  owner: SCOPES.filter((scope) => scope !== 'break_glass:open'),
  front_desk: [...AT_THE_DESK, 'break_glass:open'],
  clinician: ['clinic:read', 'schedules:read', 'appointments:read', 'patients:read', 'tasks:read', 'break_glass:open'],
  // Sees who did what, and not what it was done to.
  auditor: [
    'clinic:read',
    'audit:read',
    'consents:read',
    'retention:read',
    'keys:read',
    'staff:read',
    'profiles:read',
    'webhooks:read',
    'statistics:read',
  ],
  integration: [
    'clinic:read',
    'schedules:read',
    'schedules:write',
    'appointments:read',
    'appointments:write',
    'patients:read',
    'patients:write',
    'tasks:read',
    'webhooks:read',
    'webhooks:write',
  ],
  break_glass: [...AT_THE_DESK, 'profiles:read'],
};

export const scopesOf = (role: Role): readonly Scope[] => OF_ROLE[role];

/** Keys are never in an emergency: breaking the glass is for people. */
export const KEY_SCOPES = SCOPES.filter((scope) => scope !== 'break_glass:open');

export const scopesOfKey = (role: KeyRole): readonly Scope[] =>
  KEY_SCOPES.filter((scope) => OF_ROLE[role].includes(scope));

/** Those whom a clinic may let in with a password alone. Owners can do everything and auditors see everything that was done: they never. */
export const RELAXABLE_ROLES = ['front_desk', 'clinician'] as const;
export type RelaxableRole = (typeof RELAXABLE_ROLES)[number];

export const needsSecondFactor = (role: StaffRole, passwordOnlyRoles: readonly RelaxableRole[]): boolean =>
  !passwordOnlyRoles.some((relaxed) => relaxed === role);

/** Nobody hands out more than they have. Owners never need to break the glass, and let in those who may: they have all that it opens. */
export const mayHandOut = (held: readonly Scope[], wanted: readonly Scope[]): boolean =>
  wanted.every(
    (scope) =>
      held.includes(scope) ||
      (scope === 'break_glass:open' && OF_ROLE.break_glass.every((opened) => held.includes(opened))),
  );
