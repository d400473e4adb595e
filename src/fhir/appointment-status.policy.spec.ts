import { APPOINTMENT_STATUSES as OURS } from '../scheduling/scheduling.types.js';
import { fhirStatusOf, ourStatusesOf } from './appointment-status.policy.js';
import { APPOINTMENT_STATUSES } from './fhir.types.js';

it('finds each status by the one that it is shown as', () => {
  for (const status of OURS) expect(ourStatusesOf([fhirStatusOf(status)])).toContain(status);
  expect([...ourStatusesOf(APPOINTMENT_STATUSES)].sort()).toEqual([...OURS].sort());
  expect(ourStatusesOf(['proposed'])).toEqual([]);
  expect(ourStatusesOf(['booked'])).toEqual(['scheduled', 'confirmed']);
});
