import { calendarAddress } from './calendar-address.policy.js';

it.each([
  ['https://calendar.example.com/a.ics?key=1#now', 'https://calendar.example.com/a.ics?key=1'],
  [' webcal://calendar.example.com/a.ics ', 'https://calendar.example.com/a.ics'],
  ['WEBCALS://calendar.example.com/a.ics', 'https://calendar.example.com/a.ics'],
])('reads %s as an address', (text, address) => {
  expect(calendarAddress(text, 'production')?.href).toBe(address);
});

it.each([
  'http://calendar.example.com/a.ics',
  'file:///etc/passwd',
  'ftp://a/b',
  'calendar',
  '',
  `https://a/${'x'.repeat(2000)}`,
])('has no use for %s anywhere', (text) => {
  for (const mode of ['production', 'development', 'test'] as const) expect(calendarAddress(text, mode)).toBeNull();
});

it("lets a developer's own machine do without encryption, and nobody in production", () => {
  for (const host of ['localhost:1', '127.0.0.1:1', '[::1]:1']) {
    expect(calendarAddress(`http://${host}/a`, 'development')?.host).toBe(host);
    expect(calendarAddress(`http://${host}/a`, 'production')).toBeNull();
  }
  expect(calendarAddress('http://localhost.example.com/a', 'development')).toBeNull();
});
