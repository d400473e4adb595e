import { Temporal } from 'temporal-polyfill';
import { scopesOf } from '../common/http/access.policy.js';
import { endOf, overBy, scopesOfSession, secondFactorOf } from './session.policy.js';

const at = (time: string) => Temporal.Instant.from(`2026-11-20T${time}:00Z`);
const session = (lastSeen: string) => ({ createdAt: at('08:00'), lastSeenAt: at(lastSeen), endedAt: null });

it('ends after half an hour without a request, and after twelve hours in any case', () => {
  expect(endOf(session('08:00'))).toEqual(at('08:30'));
  expect(endOf(session('19:50'))).toEqual(at('20:00'));
  expect(overBy(session('08:00'), at('08:29'))).toBeNull();
  expect(overBy(session('08:00'), at('08:30'))).toBe('idle');
  expect(overBy(session('19:59'), at('20:00'))).toBe('too_old');
  expect(overBy({ ...session('08:00'), endedAt: at('08:10') }, at('08:11'))).toBe('ended');
});

it('asks whoever has a second factor for it, and those who must have one to get it', () => {
  expect(secondFactorOf({ role: 'owner', enrolled: false, passed: false, passwordOnlyRoles: ['front_desk'] })).toBe(
    'to_enrol',
  );
  expect(secondFactorOf({ role: 'owner', enrolled: true, passed: false, passwordOnlyRoles: ['front_desk'] })).toBe(
    'needed',
  );
  expect(secondFactorOf({ role: 'front_desk', enrolled: true, passed: false, passwordOnlyRoles: ['front_desk'] })).toBe(
    'needed',
  );
  expect(
    secondFactorOf({ role: 'front_desk', enrolled: false, passed: false, passwordOnlyRoles: ['front_desk'] }),
  ).toBe('not_needed');
  expect(secondFactorOf({ role: 'owner', enrolled: true, passed: true, passwordOnlyRoles: ['front_desk'] })).toBe(
    'passed',
  );
});

it('can do nothing before the second factor, broken glass or not', () => {
  for (const factor of ['needed', 'to_enrol'] as const) {
    expect(scopesOfSession('owner', factor, false)).toEqual([]);
    expect(scopesOfSession('front_desk', factor, true)).toEqual([]);
  }
});

it('adds to the role while the glass is broken, and takes nothing from it', () => {
  expect(scopesOfSession('clinician', 'not_needed', false)).toEqual(scopesOf('clinician'));
  const broken = scopesOfSession('clinician', 'not_needed', true);
  expect(broken).toEqual(expect.arrayContaining([...scopesOf('clinician'), 'calls:read']));
  expect(broken).not.toContain('keys:write');
});
