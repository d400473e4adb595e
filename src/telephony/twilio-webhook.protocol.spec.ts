import { CallReferenceQuery, KeyWebhook, VoicemailWebhook, VoiceWebhook } from './twilio-webhook.protocol.js';

const CallSid = `CA${'0'.repeat(32)}`;
const To = '+15550100100';

describe('a webhook of somebody who is on the line', () => {
  it.each([
    ['without a number', {}],
    ['with an empty one', { From: '' }],
    ['with one that is far too long', { From: `sip:${'x'.repeat(300)}` }],
  ])('is taken %s', (_what, fields) => {
    expect(VoiceWebhook.parse({ CallSid, To, ...fields })).toMatchObject({ From: 'anonymous' });
  });

  it('is taken with more keys than anybody was asked for, and with a recording longer than any', () => {
    expect(KeyWebhook.parse({ CallSid, To, Digits: '1'.repeat(99) }).Digits).toBeUndefined();
    const RecordingSid = `RE${'0'.repeat(32)}`;
    const left = VoicemailWebhook.parse({ CallSid, To, RecordingSid, RecordingDuration: '99999999999' });
    expect(left).toMatchObject({ RecordingSid, RecordingDuration: undefined });
  });
});

it('names a call of ours by two ids, and by nothing that looks like them', () => {
  const id = '11111111-2222-4333-8444-555555555555';
  expect(CallReferenceQuery.parse({ call: `${id}.${id}` }).call).toEqual({ clinicId: id, callId: id });
  expect(CallReferenceQuery.safeParse({ call: `${'-'.repeat(36)}.${'-'.repeat(36)}` }).success).toBe(false);
});
