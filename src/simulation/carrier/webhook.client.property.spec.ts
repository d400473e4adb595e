import fc from 'fast-check';
import twilio from 'twilio';
import { signRequest } from './webhook.client.js';

const path = fc.webPath();
const fields = fc.dictionary(fc.string({ minLength: 1 }), fc.string());

describe('signRequest', () => {
  it('makes the signature that the official library expects', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), path, fields, (token, urlPath, form) => {
        const url = `https://clinic.example/voice${urlPath}`;
        expect(signRequest(token, url, form)).toBe(twilio.getExpectedTwilioSignature(token, url, form));
      }),
    );
  });

  it('counts fields that are empty', () => {
    const url = 'https://clinic.example/voice';
    expect(signRequest('token', url, { FromCity: '' })).not.toBe(signRequest('token', url, {}));
    expect(twilio.validateRequest('token', signRequest('token', url, { FromCity: '' }), url, { FromCity: '' })).toBe(
      true,
    );
  });

  it('signs the address of a media socket with nothing added', () => {
    const url = 'wss://clinic.example/media';
    expect(twilio.validateRequest('token', signRequest('token', url), url, {})).toBe(true);
    expect(twilio.validateRequest('token', signRequest('token', url), 'https://clinic.example/media', {})).toBe(false);
  });
});
