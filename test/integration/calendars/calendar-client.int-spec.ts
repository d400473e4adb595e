import { CalendarClient } from '../../../src/calendars/calendar.client.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openOutsideCalendar, type OutsideCalendar } from './calendars-harness.js';

const NONE = { etag: null, lastModified: null };

let outside: OutsideCalendar;

beforeEach(async () => {
  outside = await openOutsideCalendar();
});
afterEach(() => outside.close());

describe('the server of a calendar', () => {
  const client = (mode: AppConfig['mode'], clock = new ManualClock()) =>
    new CalendarClient({ mode } as AppConfig, clock);

  it('is not asked at an address of the inside, by number, by name, or by redirect', async () => {
    outside.answer = (_, response) => void response.writeHead(302, { location: 'https://192.168.0.1/' }).end();
    const { port } = new URL(outside.url);
    const inside = [
      `https://127.0.0.1:${port}`,
      `https://localhost:${port}`,
      `https://[::ffff:7f00:1]:${port}`,
      outside.url,
    ];
    for (const url of [
      ...inside,
      'https://169.254.169.254/',
      'https://10.0.0.1/',
      'https://[fd00::1]/',
      'https://0x7f.1/',
    ]) {
      expect(await client('production').fetch(url, NONE)).toEqual({ kind: 'failed', trouble: 'forbidden_address' });
    }
    expect(outside.requests).toEqual([]);
    expect(await client('test').fetch(outside.url, NONE)).toEqual({ kind: 'failed', trouble: 'forbidden_address' });
  });

  it('may lead on three times, and no more', async () => {
    outside.answer = ({ url }, response) => {
      const left = Number(url?.slice(1));
      if (left === 0) return void response.writeHead(200).end('found');
      response.writeHead(307, { location: `/${left - 1}` }).end();
    };
    expect(await client('test').fetch(`${outside.url}/3`, NONE)).toMatchObject({ kind: 'calendar', text: 'found' });
    expect(await client('test').fetch(`${outside.url}/4`, NONE)).toEqual({ kind: 'failed', trouble: 'refused' });
    outside.answer = (_, response) => void response.writeHead(302, { location: 'http://calendar.example.com/' }).end();
    expect(await client('test').fetch(outside.url, NONE)).toEqual({ kind: 'failed', trouble: 'forbidden_address' });
  });

  it('may send two megabytes, unpacked', async () => {
    outside.answer = (_, response) => void response.writeHead(200).end(Buffer.alloc(2 * 1024 * 1024 + 1));
    expect(await client('test').fetch(outside.url, NONE)).toEqual({ kind: 'failed', trouble: 'too_large' });
    outside.answer = (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    expect(await client('test').fetch(outside.url, NONE)).toEqual({ kind: 'failed', trouble: 'not_a_calendar' });
  });

  it('has ten seconds, also when it says a word now and then', async () => {
    const clock = new ManualClock();
    let asked!: () => void;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    outside.answer = (_, response) => void response.writeHead(200).write('BEGIN:VCALENDAR', () => asked());
    const fetched = client('test', clock).fetch(outside.url, NONE);
    await isAsked;
    clock.advance(10_000);
    expect(await fetched).toEqual({ kind: 'failed', trouble: 'too_slow' });
    expect(clock.pendingTimers).toBe(0);
  });
});
