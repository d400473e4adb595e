import { CarrierAccountClient } from '../../carrier/carrier-account.client.js';
import type { CarrierNumber } from '../../carrier/carrier-account.types.js';
import { AccountRequestError } from '../../carrier/carrier.errors.js';
import { adviceOn } from '../twilio-setup/account-trouble.presenter.js';
import { changesFor } from '../twilio-setup/number-webhooks.policy.js';
import { failed, ok, skipped, warning, type Finding } from './doctor.types.js';
import type { Subject } from './subject.js';

export async function checkAccount({ twilio, standIns }: Subject): Promise<Finding> {
  if (standIns.carrier) return skipped('a stand-in plays the carrier');
  if (!twilio) return failed('the keys are missing or can not be used', 'set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN');
  return asking(async () => {
    const { status, isTrial } = await new CarrierAccountClient(twilio).fetch();
    if (status !== 'active') return failed(`the account is ${status}`, 'see what Twilio asks for in its console');
    if (!isTrial) return ok('the keys are right, the account is active');
    return warning(
      'a trial account: callers hear a notice first, and only verified numbers can be called or texted',
      'upgrade the account in the console',
    );
  });
}

/** The same comparison as `npm run twilio:setup`. */
export function checkNumbers({ twilio, publicUrl }: Subject, lines: Promise<string[] | null>): Promise<Finding> {
  if (!twilio || publicUrl === null) return Promise.resolve(skipped('it is not known what to compare with'));
  return asking(async () => {
    const [owned, answered] = await Promise.all([new CarrierAccountClient(twilio).numbers(), lines]);
    if (!answered) return skipped('the table phone_numbers can not be read');
    const ours = owned.filter(({ number }) => answered.includes(number));
    if (ours.length === 0) return failed('no number of the account is in the table phone_numbers', FIX);
    return worst(ours.map((number) => compare(number, publicUrl)));
  });
}

const FIX = 'run npm run twilio:setup';

function compare({ number, settings }: CarrierNumber, publicUrl: string): Finding {
  const changes = changesFor(settings, publicUrl);
  if (changes.length === 0) return ok(`${number} leads here`);
  const fix = `${FIX} -- --number ${number}`;
  const list = changes.map(({ setting }) => setting).join(', ');
  return changes.some(({ takesCallsAway }) => takesCallsAway)
    ? failed(`calls to ${number} go elsewhere: ${list}`, fix)
    : warning(`${number} is not set up completely: ${list}`, fix);
}

function worst(findings: Finding[]): Finding {
  for (const status of ['failed', 'warning'] as const) {
    const found = findings.filter((finding) => finding.status === status);
    const [first] = found;
    if (first) return { ...first, detail: found.map(({ detail }) => detail).join('; ') };
  }
  return ok(findings.map(({ detail }) => detail).join('; '));
}

async function asking(ask: () => Promise<Finding>): Promise<Finding> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AccountRequestError)) throw error;
    const { detail, fix } = adviceOn(error);
    return failed(detail, fix);
  }
}
