import { isForeign } from './csrf.policy.js';

const HERE = 'https://desk.example.com';
const nothing = { method: 'POST', fetchSite: undefined, origin: undefined, csrfHeader: undefined };

it.each(['GET', 'HEAD'])('lets %s pass, which changes nothing', (method) => {
  expect(isForeign({ ...nothing, method, fetchSite: 'cross-site' }, HERE)).toBe(false);
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('lets a %s of our own pages pass, and of no others', (method) => {
  const request = { ...nothing, method };
  expect(isForeign({ ...request, fetchSite: 'same-origin' }, HERE)).toBe(false);
  for (const fetchSite of ['cross-site', 'same-site', 'none'])
    expect(isForeign({ ...request, fetchSite }, HERE)).toBe(true);
});

it('goes by the origin where the browser says no more', () => {
  expect(isForeign({ ...nothing, origin: HERE }, HERE)).toBe(false);
  for (const origin of ['https://evil.example.com', 'null', `${HERE}.evil.com`, 'http://desk.example.com']) {
    expect(isForeign({ ...nothing, origin }, HERE)).toBe(true);
  }
});

it('asks a client that says nothing for the header, and does not take it from a foreign page', () => {
  expect(isForeign(nothing, HERE)).toBe(true);
  expect(isForeign({ ...nothing, csrfHeader: '1' }, HERE)).toBe(false);
  expect(isForeign({ ...nothing, csrfHeader: '1', fetchSite: 'cross-site' }, HERE)).toBe(true);
  expect(isForeign({ ...nothing, csrfHeader: '1', origin: 'https://evil.example.com' }, HERE)).toBe(true);
});
