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
      { verb: 'say', text: 'One moment.' },
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
    expect(parseTwiml(response.toString())).toEqual([{ verb: 'say', text: 'Your call is recorded' }]);
  });

  it('the simple verbs, with their defaults', () => {
    const response = new VoiceResponse();
    response.pause();
    response.pause({ length: 3 });
    response.reject();
    response.reject({ reason: 'busy' });
    response.redirect('/elsewhere');
    response.dial({ action: '/dialled' }, '+15555550100');
    expect(parseTwiml(response.toString())).toEqual([
      { verb: 'pause', seconds: 1 },
      { verb: 'pause', seconds: 3 },
      { verb: 'reject', reason: 'rejected' },
      { verb: 'reject', reason: 'busy' },
      { verb: 'redirect', url: '/elsewhere' },
      { verb: 'dial', action: '/dialled' },
    ]);
  });

  it('a verb it does not know, by its name', () => {
    const response = new VoiceResponse();
    response.record();
    expect(parseTwiml(response.toString())).toEqual([{ verb: 'unknown', name: 'Record' }]);
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
