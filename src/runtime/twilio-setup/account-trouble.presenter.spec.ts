import { AccountRequestError } from '../../carrier/carrier.errors.js';
import { adviceOn } from './account-trouble.presenter.js';

describe('advice on the carrier’s refusals', () => {
  it('tells wrong keys from an account that is not active', () => {
    expect(adviceOn(new AccountRequestError('bad_keys', 20003))).toEqual({
      detail: 'Twilio does not accept the keys (error 20003)',
      fix: expect.stringMatching(/TWILIO_AUTH_TOKEN.*errors\/20003$/),
    });
    expect(adviceOn(new AccountRequestError('bad_keys', 20005)).detail).toContain('not active');
  });

  it('names the address that is not accepted', () => {
    expect(adviceOn(new AccountRequestError('refused', 21402)).detail).toContain('PUBLIC_URL');
  });

  it('has something to say when the network between fails', () => {
    expect(adviceOn(new AccountRequestError('unreachable', null)).fix).toContain('DNS, proxy and firewall');
    expect(adviceOn(new AccountRequestError('no_answer', null)).detail).toBe('Twilio did not answer in time');
  });
});
