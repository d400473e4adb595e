import fc from 'fast-check';
import { cookieForm, cookieValue } from './session-cookie.policy.js';

it.each([
  ['https://desk.example.com', '__Host-crownline', true],
  ['https://localhost:3000', '__Host-crownline', true],
  ['http://desk.example.com', '__Host-crownline', true],
  ['http://127.0.0.1.example.com', '__Host-crownline', true],
  ['http://127.0.0.1:3000', 'crownline', false],
  ['http://localhost:3000', 'crownline', false],
  ['http://[::1]:3000', 'crownline', false],
])('at %s the cookie is %s', (url, name, secure) => {
  expect(cookieForm(url)).toEqual({ name, secure });
});

it('finds a cookie among others, by its whole name', () => {
  const header = 'a=1; not-crownline=x; crownline=the=token ;crownline2=y';
  expect(cookieValue(header, 'crownline')).toBe('the=token');
  expect(cookieValue(header, 'line')).toBeNull();
  expect(cookieValue(undefined, 'crownline')).toBeNull();
});

it('never throws over a header', () => {
  fc.assert(fc.property(fc.string(), (header) => void cookieValue(header, 'crownline')));
});
