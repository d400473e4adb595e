import { Temporal } from 'temporal-polyfill';
import type { CallResource } from '../../call-control.types.js';
import { callJson } from './call-json.builder.js';

const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-11-20T${time}Z`);

const call: CallResource = {
  sid: 'CA1',
  from: '+15125550100',
  to: '+15125550143',
  status: 'in-progress',
  direction: 'outbound-api',
  answeredBy: null,
  createdAt: at('15:00:00'),
  startedAt: at('15:00:08'),
  endedAt: null,
};

describe('callJson', () => {
  it('has no length while the call goes on, and dates as mail has them', () => {
    expect(callJson(call, 'AC1')).toMatchObject({
      date_created: 'Fri, 20 Nov 2026 15:00:00 +0000',
      start_time: 'Fri, 20 Nov 2026 15:00:08 +0000',
      end_time: null,
      duration: null,
      uri: '/2010-04-01/Accounts/AC1/Calls/CA1.json',
    });
  });

  it('counts begun seconds from the answer on', () => {
    expect(callJson({ ...call, endedAt: at('15:01:09.200') }, 'AC1')).toMatchObject({ duration: '62' });
    expect(callJson({ ...call, startedAt: null, endedAt: at('15:01:00') }, 'AC1')).toMatchObject({ duration: '0' });
  });
});
