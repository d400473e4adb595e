import { outlineOf, redactFields } from './webhook-redaction.policy.js';

describe('the fields of a webhook in a capture', () => {
  it('tell what happened and not to whom', () => {
    const fields = {
      CallSid: `CA${'1'.repeat(32)}`,
      AccountSid: `AC${'2'.repeat(32)}`,
      From: '+15125550147',
      Caller: '+15125550147',
      To: '+15125550100',
      Called: '+15125550100',
      CallerName: 'OTTOLINE XAVIER',
      FromCity: 'AUSTIN',
      FromZip: '',
      Digits: '19840312#',
      SpeechResult: 'my name is Ottoline',
      DialCallStatus: 'no-answer',
      AFieldOfTheFuture: 'Ottoline',
    };
    expect(redactFields(fields)).toEqual({
      CallSid: `CA${'1'.repeat(32)}`,
      AccountSid: '',
      From: '+12025550100',
      Caller: '+12025550100',
      To: '+12025550101',
      Called: '+12025550101',
      CallerName: '',
      FromCity: '',
      FromZip: '',
      Digits: '55555555#',
      SpeechResult: '',
      DialCallStatus: 'no-answer',
      AFieldOfTheFuture: '',
    });
  });

  it('keep that a number was withheld', () => {
    expect(redactFields({ From: 'anonymous', Caller: 'client:ottoline' })).toEqual({
      From: 'anonymous',
      Caller: '+12025550100',
    });
  });
});

describe('an answer in a capture', () => {
  it('is the bare markup', () => {
    const twiml =
      '<?xml version="1.0" encoding="UTF-8"?><Response><Say voice="x">Ottoline is on the line &amp; waits</Say>' +
      '<Dial action="https://x.example/next?token=a>b"><Number url="/whisper">+15125550147</Number></Dial><Hangup/></Response>';
    expect(outlineOf(twiml)).toBe('<Response><Say></Say><Dial><Number></Number></Dial><Hangup/></Response>');
  });
});
