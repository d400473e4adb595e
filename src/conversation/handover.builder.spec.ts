import { Temporal } from 'temporal-polyfill';
import type { ToolRecord } from '../calls/calls.types.js';
import { whisperText } from './handover.builder.js';

const booking = (status: ToolRecord['status']): ToolRecord => ({
  id: '1',
  requestId: '1',
  name: 'book_appointment',
  status,
  arguments: { slotId: 's1', patientName: 'Dana Whitfield' },
  result: { booked: true, label: 'Tuesday at nine' },
  startedAt: Temporal.Instant.fromEpochMilliseconds(0),
  durationMs: 1,
});

describe('what the desk hears', () => {
  it('is who calls, why, and what was done', () => {
    const handover = { reason: 'caller_asked', summary: 'A question about a bill.', status: 'ringing' } as const;
    expect(whisperText(handover, { turns: [], tools: [booking('succeeded')] })).toBe(
      "A call for you. The caller's name is Dana Whitfield. The caller asked for a person. A question about a bill. In this call a visit was booked: Tuesday at nine.",
    );
  });

  it('holds nothing that identifies the caller beside their name', () => {
    const summary =
      'Dana, born March 4, 1985, can be called at 512 555 0143. She comes on Tuesday at 10:30, and wants to pay with 4111 1111 1111 1111.';
    const handover = { reason: 'caller_asked', summary, status: 'ringing' } as const;
    const whispered = whisperText(handover, { turns: [], tools: [booking('succeeded')] });
    expect(whispered).toContain(
      'Dana, born [date of birth], can be called at [phone number]. She comes on Tuesday at 10:30, and wants to pay with [card number].',
    );
    expect(whispered).toContain('Dana Whitfield');
  });

  it('claims nothing that did not happen', () => {
    const handover = { reason: 'keypad', summary: null, status: 'ringing' } as const;
    expect(whisperText(handover, { turns: [], tools: [booking('failed')] })).toBe(
      'A call for you. The caller pressed zero for a person.',
    );
  });
});
