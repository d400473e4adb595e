import { isLocalHost } from './local-host.policy.js';

const hostOf = (url: string) => new URL(url).hostname;

describe('a host that nobody outside can reach', () => {
  it.each([
    'http://localhost:3000',
    'http://127.0.0.1',
    'https://192.168.1.5',
    'https://172.20.0.1',
    'https://[::1]/',
    'https://nas.local',
  ])('is %s', (url) => expect(isLocalHost(hostOf(url))).toBe(true));

  it.each(['https://phone.example.com', 'https://172.32.0.1', 'https://10.example.com', 'https://[2001:db8::1]/'])(
    'is not %s',
    (url) => expect(isLocalHost(hostOf(url))).toBe(false),
  );
});
