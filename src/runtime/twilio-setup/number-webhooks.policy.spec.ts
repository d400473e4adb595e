import type { NumberSettings } from '../../carrier/carrier-account.types.js';
import { changesFor, updateOf } from './number-webhooks.policy.js';

const PUBLIC_URL = 'https://phone.example.com/line';

/** As the carrier sells it. */
const bought: NumberSettings = {
  voiceUrl: 'https://demo.twilio.com/welcome/voice/',
  voiceMethod: 'POST',
  voiceFallbackUrl: '',
  voiceFallbackMethod: 'POST',
  statusCallback: '',
  statusCallbackMethod: 'POST',
  smsUrl: 'https://demo.twilio.com/welcome/sms/reply',
  smsMethod: 'POST',
  voiceApplicationSid: '',
  trunkSid: '',
  smsApplicationSid: '',
};
const setUp: NumberSettings = { ...bought, ...updateOf(changesFor(bought, PUBLIC_URL)) };

const settingsChangedOn = (number: NumberSettings) => changesFor(number, PUBLIC_URL).map(({ setting }) => setting);

describe('what changes on a number', () => {
  it('is every address of a new one, by POST', () => {
    expect(changesFor(bought, PUBLIC_URL).map(({ setting, before, after }) => [setting, before, after])).toEqual([
      ['voice_url', 'POST https://demo.twilio.com/welcome/voice/', `POST ${PUBLIC_URL}/twilio/voice`],
      ['voice_fallback_url', '(none)', `POST ${PUBLIC_URL}/twilio/voice/fallback`],
      ['status_callback', '(none)', `POST ${PUBLIC_URL}/twilio/voice/status#rc=2&rp=all`],
      ['sms_url', 'POST https://demo.twilio.com/welcome/sms/reply', `POST ${PUBLIC_URL}/twilio/sms#rc=2&rp=all`],
    ]);
  });

  it('is nothing once it was changed', () => {
    expect(changesFor(setUp, PUBLIC_URL)).toEqual([]);
  });

  it('is an address that is asked by GET', () => {
    expect(settingsChangedOn({ ...setUp, voiceMethod: 'GET' })).toEqual(['voice_url']);
  });

  it('is everything when the server has moved', () => {
    expect(changesFor(setUp, 'https://elsewhere.example.com')).toHaveLength(4);
  });

  it('is what would be used instead of our addresses, and says so', () => {
    const taken = { ...setUp, trunkSid: 'TK1', voiceApplicationSid: 'AP1', smsApplicationSid: 'AP2' };
    const changes = changesFor(taken, PUBLIC_URL);

    expect(changes.map(({ setting, note, takesCallsAway }) => [setting, note, takesCallsAway])).toEqual([
      ['voice_application_sid', 'AP1 is used instead of voice_url while it is set', true],
      ['trunk_sid', 'TK1 is used instead of voice_url while it is set', true],
      ['sms_application_sid', 'AP2 is used instead of sms_url while it is set', false],
    ]);
    expect({ ...taken, ...updateOf(changes) }).toEqual(setUp);
  });
});
