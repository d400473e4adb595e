import { SystemClock } from '../../src/common/clock/clock.js';
import type { CallControl } from '../../src/simulation/carrier/call-control.types.js';
import { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import type { MessageCenter } from '../../src/simulation/carrier/rest/messages/message-center.js';
import {
  newIncomingNumber,
  type IncomingNumber,
  type NumberAddresses,
} from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { ACCOUNT_SID, AUTH_TOKEN } from './test-line.js';

/** Whoever asks for these has called or texted somebody, and breaks on them. */
const NOBODY = {} as unknown;

/** The carrier's REST API as far as it is about the account and its numbers; nobody can be called or texted. */
export function openCarrierAccount(numbers: IncomingNumber[]): Promise<CarrierRestServer> {
  return CarrierRestServer.listen({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    calls: NOBODY as CallControl,
    messages: NOBODY as MessageCenter,
    numbers,
    clock: new SystemClock(),
  });
}

let bought = 0;

export function buyNumber(phoneNumber: string, addresses: NumberAddresses = {}): IncomingNumber {
  const sid = `PN${(++bought).toString(16).padStart(32, '0')}`;
  return newIncomingNumber({ sid, phoneNumber, createdAt: new SystemClock().now() }, addresses);
}
