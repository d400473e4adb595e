import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { PATHS } from '../../carrier/carrier.paths.js';
import { mediaUrl, SIGNATURE_HEADER } from '../../carrier/twilio-request.js';
import { failed, ok, skipped, warning, type Finding } from './doctor.types.js';
import { get, postWebhook, type HttpAnswer } from './http.probe.js';
import { networkTrouble } from './network-trouble.presenter.js';
import { isLocalHost } from './local-host.policy.js';
import type { Subject } from './subject.js';
import { openSocket } from './upgrade.probe.js';

const LIVE_PATH = '/health/live';
/** What our server says to a webhook that is not the carrier's: ForgedWebhookError, or TooManyForgeriesError after many. */
const REFUSALS = ['carrier/forged_webhook', 'carrier/too_many_forgeries'];

const PASS_UPGRADES_ON = 'let the proxy pass WebSockets on, with path, Upgrade and Connection as they are';

/** Where the server is said to be, and where it is. */
export type Addresses = Pick<Subject, 'localUrl' | 'twilio' | 'settings'> & { publicUrl: string };

export async function checkPublicAddress(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const { publicUrl } = subject;
  return publicUrl === null ? addressMissing(subject) : checkWayHere({ ...subject, publicUrl }, signal);
}

/** Can the carrier reach the server there? */
export async function checkWayHere(addresses: Addresses, signal: AbortSignal): Promise<Finding> {
  const { publicUrl, twilio: account, settings } = addresses;
  const isReal = account !== null && settings.twilioApiUrl === undefined;
  if (isReal && isLocalHost(new URL(publicUrl).hostname)) {
    return failed(
      `${publicUrl} leads to this network only`,
      'set PUBLIC_URL to an address that Twilio reaches, such as that of a tunnel',
    );
  }
  if (isReal && publicUrl.startsWith('http:')) {
    return failed(`${publicUrl} is not encrypted`, 'use https://: Twilio sends a call’s sound by wss:// only');
  }
  try {
    const answer = await get(publicUrl + LIVE_PATH, signal);
    if (isAlive(answer)) return ok(`a server answers at ${publicUrl}`);
    return warning(
      `${publicUrl}${LIVE_PATH} answers ${answer.status}, which is not our server’s answer`,
      'fine if your proxy lets only /twilio through; else lead PUBLIC_URL to the server, with paths as they are',
    );
  } catch (error) {
    if (signal.aborted) throw error;
    return failed(`${publicUrl} is not reached: ${networkTrouble(error)}`, await waysToReach(addresses, signal));
  }
}

/** Does the proxy before the server let sockets through, and with them a call's sound? */
export async function checkMediaSocket({ publicUrl, authToken }: Subject, signal: AbortSignal): Promise<Finding> {
  if (publicUrl === null || authToken === null) return skipped('it is not known what to sign with');
  const url = mediaUrl(publicUrl);
  const stranger = await openSocket(url, {}, signal);
  if (stranger.kind === 'opened') {
    stranger.close();
    return failed('a socket without signature is let in', 'lead PUBLIC_URL to Crownline: it would have refused');
  }
  if (stranger.kind === 'unreachable') {
    return failed(`no WebSocket comes through: ${networkTrouble(stranger.error)}`, PASS_UPGRADES_ON);
  }
  if (stranger.status !== 403 && stranger.status !== 429) {
    return failed(`a WebSocket upgrade is answered ${stranger.status} instead of 403`, PASS_UPGRADES_ON);
  }
  const signature = twilio.getExpectedTwilioSignature(authToken, url, {});
  const carrier = await openSocket(url, { [SIGNATURE_HEADER]: signature }, signal);
  if (carrier.kind !== 'opened') {
    return failed(
      'a signed WebSocket upgrade is refused',
      'see "Signature"; if that is well, the proxy or tunnel itself refuses WebSockets',
    );
  }
  carrier.close();
  return ok('signed sockets are let in, others are not');
}

/** The whole way of a webhook: does what the server checks cover what was signed? */
export async function checkSignature({ publicUrl, authToken }: Subject, signal: AbortSignal): Promise<Finding> {
  if (publicUrl === null || authToken === null) return skipped('it is not known what to sign with');
  const url = publicUrl + PATHS.status;
  const forged = await postWebhook(url, progressReport(), null, signal);
  if (!isOurRefusal(forged)) return notOurs(forged);
  const signed = await postWebhook(url, progressReport(), authToken, signal);
  if (signed.status === 204) return ok('signed webhooks are taken, others are not');
  if (isOurRefusal(signed)) {
    return failed(
      'the server does not accept what is signed for this address',
      'run the server with the same PUBLIC_URL and TWILIO_AUTH_TOKEN; a proxy before it must keep path and query as they are',
    );
  }
  return failed(`a signed webhook is answered ${signed.status} instead of 204`, 'see the server’s log');
}

/** About a call that nobody made, and that is not over: it changes nothing. The numbers are Twilio's for tests. */
const progressReport = (): Record<string, string> => ({
  CallSid: `CA${randomBytes(16).toString('hex')}`,
  From: '+15005550006',
  To: '+15005550006',
  CallStatus: 'ringing',
});

const isOurRefusal = ({ json }: HttpAnswer): boolean => REFUSALS.includes(json?.['code'] as string);

function notOurs({ status }: HttpAnswer): Finding {
  if (status === 204)
    return failed('a webhook without signature is taken', 'lead PUBLIC_URL to Crownline: it would refuse');
  if (status >= 300 && status < 400) {
    return failed(`webhooks are redirected (${status})`, 'set PUBLIC_URL to the address that it is redirected to');
  }
  if (status >= 500)
    return failed(`webhooks are answered ${status}`, 'see the log of the proxy, and whether the server runs');
  return failed(
    `webhooks don’t reach the server: ${PATHS.status} answers ${status}`,
    'lead PUBLIC_URL to the server, with paths as they are; a proxy or firewall before it must let POST /twilio/* through',
  );
}

function addressMissing({ standIns, demo }: Subject): Finding {
  if (standIns.carrier && !demo) return failed('no server has run here yet', 'run npm start');
  return failed(
    'PUBLIC_URL is missing or can not be used',
    'set it to the https:// address where Twilio reaches the server',
  );
}

async function waysToReach({ publicUrl, localUrl }: Addresses, signal: AbortSignal): Promise<string> {
  const isHere = await get(localUrl + LIVE_PATH, signal).then(isAlive, () => false);
  if (!isHere) return `start the server (npm start): none answers at ${localUrl} either`;
  if (publicUrl === localUrl) return 'run this again';
  return `the server itself runs at ${localUrl}: lead PUBLIC_URL to it (tunnel, proxy, DNS, firewall)`;
}

const isAlive = ({ status, json }: HttpAnswer): boolean => status === 200 && json?.['status'] === 'ok';
