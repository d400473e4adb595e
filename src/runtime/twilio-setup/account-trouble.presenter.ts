import type { AccountRequestError, AccountTrouble } from '../../carrier/carrier.errors.js';

/** A sentence about what happened, and one about what to do. */
export interface Advice {
  detail: string;
  fix: string;
}

const ADVICE: Record<AccountTrouble, Advice> = {
  bad_keys: {
    detail: 'Twilio does not accept the keys',
    fix: 'copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN from the console’s first page again; a token that was replaced there is void',
  },
  not_found: {
    detail: 'Twilio does not know what was asked for',
    fix: 'check that TWILIO_ACCOUNT_SID is the account that owns the number',
  },
  refused: { detail: 'Twilio refused the request', fix: 'look the number of the error up at Twilio' },
  busy: { detail: 'Twilio is asked too much at once', fix: 'wait a minute and run this again' },
  down: { detail: 'Twilio has trouble of its own', fix: 'look at status.twilio.com and run this again later' },
  unreachable: {
    detail: 'Twilio can not be reached from here',
    fix: 'check DNS, proxy and firewall of this machine for api.twilio.com, and TWILIO_API_URL if it is set',
  },
  no_answer: {
    detail: 'Twilio did not answer in time',
    fix: 'run this again; if it stays so, check the network of this machine',
  },
};

/** Where the carrier's own number of the error says more than the HTTP status. */
const BY_CODE: Record<number, Advice> = {
  20005: { detail: 'the Twilio account is not active', fix: 'see what Twilio asks for in its console' },
  21402: {
    detail: 'Twilio does not accept PUBLIC_URL as an address',
    fix: 'PUBLIC_URL must be an https:// address with a public host name',
  },
};

export function adviceOn({ trouble, carrierCode }: AccountRequestError): Advice {
  const { detail, fix } = (carrierCode === null ? undefined : BY_CODE[carrierCode]) ?? ADVICE[trouble];
  if (carrierCode === null) return { detail, fix };
  return {
    detail: `${detail} (error ${carrierCode})`,
    fix: `${fix}; https://www.twilio.com/docs/api/errors/${carrierCode}`,
  };
}
