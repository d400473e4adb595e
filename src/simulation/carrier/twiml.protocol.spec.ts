import twilio from 'twilio';
import { parseTwiml } from './twiml.protocol.js';

const { VoiceResponse } = twilio.twiml;

describe('parseTwiml reads what the official library writes', () => {
  it('a stream with parameters, and what follows it', () => {
    const response = new VoiceResponse();
    response.say('One moment.');
    const stream = response.connect({ action: '/next' }).stream({ url: 'wss://clinic.example/media' });
    stream.parameter({ name: 'token', value: 'a "quoted" & <odd>\nvalue' });
    response.hangup();
    expect(parseTwiml(response.toString())).toEqual([
      { verb: 'say', text: 'One moment.', loop: 1 },
      {
        verb: 'connect',
        action: '/next',
        stream: {
          url: 'wss://clinic.example/media',
          name: null,
          track: 'inbound_track',
          statusCallback: null,
          parameters: { token: 'a "quoted" & <odd>\nvalue' },
        },
      },
      { verb: 'hangup' },
    ]);
  });

  it('a text with markup, as its words', () => {
    const response = new VoiceResponse();
    const say = response.say('Your call');
    say.break({ time: '200ms' });
    say.emphasis({ level: 'strong' }, 'is recorded');
    expect(parseTwiml(response.toString())).toEqual([{ verb: 'say', text: 'Your call is recorded', loop: 1 }]);
  });

  it('the simple verbs, with their defaults', () => {
    const response = new VoiceResponse();
    response.pause();
    response.pause({ length: 3 });
    response.reject();
    response.reject({ reason: 'busy' });
    response.redirect('/elsewhere');
    expect(parseTwiml(response.toString())).toEqual([
      { verb: 'pause', seconds: 1 },
      { verb: 'pause', seconds: 3 },
      { verb: 'reject', reason: 'rejected' },
      { verb: 'reject', reason: 'busy' },
      { verb: 'redirect', url: '/elsewhere' },
    ]);
  });

  it('a question with its prompts', () => {
    const response = new VoiceResponse();
    const gather = response.gather({ input: ['dtmf', 'speech'], numDigits: 1, speechTimeout: 'auto', finishOnKey: '' });
    gather.say('Press one.');
    gather.pause({ length: 2 });
    gather.play('/menu.wav');
    gather.play({ digits: '1w2' });
    expect(parseTwiml(response.toString())).toEqual([
      {
        verb: 'gather',
        action: null,
        dtmf: true,
        speech: true,
        timeoutSeconds: 5,
        speechTimeoutSeconds: 1,
        numDigits: 1,
        finishOnKey: '',
        bargeIn: true,
        actionOnEmptyResult: false,
        prompt: [
          { verb: 'say', text: 'Press one.', loop: 1 },
          { verb: 'pause', seconds: 2 },
          { verb: 'play', url: '/menu.wav', loop: 1 },
          { verb: 'play_digits', digits: '1w2' },
        ],
      },
    ]);
  });

  it('a recording with its defaults', () => {
    const response = new VoiceResponse();
    response.record({ action: '/recorded', recordingStatusCallbackEvent: ['in-progress', 'absent'] });
    expect(parseTwiml(response.toString())).toEqual([
      {
        verb: 'record',
        action: '/recorded',
        timeoutSeconds: 5,
        maxLengthSeconds: 3600,
        finishOnKey: '1234567890*#',
        playBeep: true,
        trim: true,
        statusCallback: null,
        statusCallbackEvents: ['in-progress', 'absent'],
      },
    ]);
  });

  it('a dial to a plain number, and one to several', () => {
    const response = new VoiceResponse();
    response.dial({ action: '/dialled', record: 'record-from-answer-dual' }, '+15555550100');
    const dial = response.dial({ timeout: 12, answerOnBridge: true });
    dial.number({ url: '/whisper', statusCallbackEvent: ['ringing', 'answered'] }, '+15555550101');
    dial.number('+15555550102');
    expect(parseTwiml(response.toString())).toEqual([
      expect.objectContaining({
        verb: 'dial',
        action: '/dialled',
        timeoutSeconds: 30,
        timeLimitSeconds: 14_400,
        recordChannels: 2,
        numbers: [{ phoneNumber: '+15555550100', url: null, statusCallback: null, statusCallbackEvents: [] }],
      }),
      expect.objectContaining({
        timeoutSeconds: 12,
        answerOnBridge: true,
        recordChannels: null,
        numbers: [
          {
            phoneNumber: '+15555550101',
            url: '/whisper',
            statusCallback: null,
            statusCallbackEvents: ['ringing', 'answered'],
          },
          expect.objectContaining({ phoneNumber: '+15555550102', statusCallbackEvents: ['completed'] }),
        ],
      }),
    ]);
  });

  it('a verb it does not know, by its name', () => {
    const response = new VoiceResponse();
    response.pay();
    response.dial().sip('sip:desk@clinic.example');
    expect(parseTwiml(response.toString())).toEqual([
      { verb: 'unknown', name: 'Pay' },
      { verb: 'unknown', name: 'Dial/Sip' },
    ]);
  });

  it('an empty document', () => {
    expect(parseTwiml(new VoiceResponse().toString())).toEqual([]);
  });
});

describe('parseTwiml refuses', () => {
  it.each([
    ['text that is not XML', '<Response><Say>', 12100],
    ['XML that is not TwiML', '<html></html>', 12200],
    ['a stream without an address', '<Response><Connect><Stream/></Connect></Response>', 12200],
    [
      'a parameter of 500 characters',
      `<Response><Connect><Stream url="wss://a/b"><Parameter name="p" value="${'x'.repeat(499)}"/></Stream></Connect></Response>`,
      12200,
    ],
  ])('%s', (_what, xml, code) => {
    expect(() => parseTwiml(xml)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
