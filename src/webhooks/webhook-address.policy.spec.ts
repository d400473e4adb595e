import { webhookAddress } from './webhook-address.policy.js';

const taken = (text: string, mode: 'production' | 'test' = 'production') => webhookAddress(text, mode)?.href ?? null;

it('takes https addresses by name, without their fragment', () => {
  expect(taken('https://hooks.example.com/crownline?a=b#c')).toBe('https://hooks.example.com/crownline?a=b');
  expect(taken('https://hooks.example.com:8443/')).toBe('https://hooks.example.com:8443/');
  expect(taken('https://BÜCHER.example')).toBe('https://xn--bcher-kva.example/');
});

it.each([
  'http://hooks.example.com/',
  'ftp://hooks.example.com/',
  'https://ana:secret@hooks.example.com/',
  'https://ana@hooks.example.com/',
  'https://hooks.example.com:22/',
  'https://hooks.example.com:80/',
  'https://localhost/',
  'https://intranet/',
  'https://10.0.0.1/',
  'https://8.8.8.8/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://[::1]/',
  'https://[2606:4700::1111]/',
  'hooks.example.com',
  '//hooks.example.com/',
  'javascript:alert(1)',
  '',
  `https://hooks.example.com/${'a'.repeat(2000)}`,
])('refuses %s', (text) => {
  expect(taken(text)).toBeNull();
});

it('takes http on the machine itself, where that is not in production', () => {
  expect(taken('http://127.0.0.1:4711/hooks', 'test')).toBe('http://127.0.0.1:4711/hooks');
  expect(taken('http://127.0.0.1:4711/hooks')).toBeNull();
  expect(taken('http://192.168.0.1/', 'test')).toBeNull();
  expect(taken('https://127.0.0.1:4711/', 'test')).toBeNull();
});
