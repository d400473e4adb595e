import { listedAs } from './listed.policy.js';

const PRICES = ['Cleaning', 'Deep cleaning', 'Child checkup', 'Crown', 'Root canal', 'New patient exam', 'X-rays'];
const PLANS = ['Delta Dental PPO', 'Delta Dental DeltaCare HMO', 'Cigna Dental PPO', 'Aetna Dental', 'Medicaid'];

const listed = (said: string, names: readonly string[]) => listedAs(said, names, (name) => name);

it.each([
  ['How much is a cleaning?', ['Cleaning']],
  ['a deep cleaning', ['Deep cleaning']],
  ['cleanings', ['Cleaning']],
  ['a root canal on a molar', ['Root canal']],
  ['CROWNS', ['Crown']],
  ["my child's checkup", ['Child checkup']],
  ['x ray', ['X-rays']],
  ['an implant', []],
  ['', []],
  ['the the the', []],
])('%s is listed as %j', (said, names) => {
  expect(listed(said, PRICES)).toEqual(names);
});

it.each([
  ['Do you take Delta Dental?', ['Delta Dental PPO', 'Delta Dental DeltaCare HMO']],
  ['Delta Dental PPO', ['Delta Dental PPO']],
  ['Aetna', ['Aetna Dental']],
  ['medicaid insurance', ['Medicaid']],
  ['Blue Cross', []],
  ['dental insurance', []],
])('%s is the plans %j', (said, names) => {
  expect(listed(said, PLANS)).toEqual(names);
});

it('knows names whatever their accents', () => {
  expect(listed('una limpieza clínica', ['Limpieza clinica', 'Corona'])).toEqual(['Limpieza clinica']);
});
