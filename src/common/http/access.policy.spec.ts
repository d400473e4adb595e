import {
  KEY_ROLES,
  KEY_SCOPES,
  mayHandOut,
  needsSecondFactor,
  RELAXABLE_ROLES,
  SCOPES,
  scopesOf,
  scopesOfKey,
  STAFF_ROLES,
  type RelaxableRole,
} from './access.policy.js';

const ROLES = [...KEY_ROLES, 'break_glass'] as const;

it('gives each role these scopes and no others', () => {
  const matrix = SCOPES.map((scope) => {
    const marks = ROLES.map((role) => (scopesOf(role).includes(scope) ? 'x' : '.'));
    return `${scope.padEnd(18)} ${marks.join(' ')}`;
  });
  expect(matrix).toEqual([
    //                  owner, front desk, clinician, auditor, integration, break-glass
    'clinic:read        x x x x x x',
    'clinic:write       x . . . . .',
    'schedules:read     x x x . x x',
    'schedules:write    x x . . x x',
    'appointments:read  x x x . x x',
    'appointments:write x x . . x x',
    'patients:read      x x x . x x',
    'patients:write     x x . . x x',
    'patients:erase     x . . . . .',
    'calls:read         x x . . . x',
    'calls:write        x x . . . x',
    'recordings:read    x x . . . x',
    'messages:read      x x . . . x',
    'messages:write     x x . . . x',
    'tasks:read         x x x . x x',
    'tasks:write        x x . . . x',
    'profiles:read      x . . x . x',
    'profiles:write     x . . . . .',
    'consents:read      x x . x . x',
    'consents:write     x x . . . x',
    'exports:read       x . . . . .',
    'audit:read         x . . x . .',
    'retention:read     x . . x . .',
    'retention:write    x . . . . .',
    'keys:read          x . . x . .',
    'keys:write         x . . . . .',
    'staff:read         x . . x . .',
    'staff:write        x . . . . .',
    'webhooks:read      x . . x x .',
    'webhooks:write     x . . . x .',
    'statistics:read    x x . x . x',
    'break_glass:open   . x x . . .',
  ]);
});

it('asks everybody for a second factor, but for whom the clinic lets in without: never owners and auditors', () => {
  const asked = (relaxed: readonly RelaxableRole[]) => STAFF_ROLES.filter((role) => needsSecondFactor(role, relaxed));
  expect(asked([])).toEqual(STAFF_ROLES);
  expect(asked(['front_desk'])).toEqual(['owner', 'clinician', 'auditor']);
  expect(asked(RELAXABLE_ROLES)).toEqual(['owner', 'auditor']);
});

it('lets no key break the glass, and nobody hand out more than they have', () => {
  expect(KEY_SCOPES).not.toContain('break_glass:open');
  expect(scopesOfKey('front_desk')).toEqual(scopesOf('front_desk').filter((scope) => scope !== 'break_glass:open'));
  for (const role of KEY_ROLES) expect(mayHandOut(scopesOf('owner'), scopesOf(role))).toBe(true);
  expect(mayHandOut(['staff:write'], scopesOf('auditor'))).toBe(false);
  expect(mayHandOut(scopesOf('integration'), scopesOf('owner'))).toBe(false);
  // Whoever may break the glass may soon do what is behind it.
  const withoutGlass = scopesOf('clinician').filter((scope) => scope !== 'break_glass:open');
  expect(mayHandOut(withoutGlass, scopesOf('clinician'))).toBe(false);
});
