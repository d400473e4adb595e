import type { AgentFailure } from '../../agent/voice-agent.port.js';
import { networkTrouble } from './network-trouble.presenter.js';

/** Something of Deepgram's that a call needs. */
export interface DeepgramPart {
  /** As Deepgram calls it, and the right to it that a key may lack. */
  name: string;
  /** The variable that says where it is. */
  address: string;
}

export interface Trouble {
  detail: string;
  fix: string;
}

/** Why a part is not to be had, and what to do about it. */
export function presentDeepgramTrouble({ code }: Pick<AgentFailure, 'code'>, part: DeepgramPart): Trouble {
  const status = /^http_(\d+)$/.exec(code)?.[1];
  return status === undefined ? unreached({ code }, part) : refused(Number(status), part);
}

export function unreached(error: unknown, { address }: DeepgramPart): Trouble {
  return {
    detail: `not reached: ${networkTrouble(error)}`,
    fix: `check the network, and ${address}`,
  };
}

export function refused(status: number, { name, address }: DeepgramPart): Trouble {
  switch (status) {
    case 401:
      return {
        detail: 'the key is not accepted (401)',
        fix: 'set DEEPGRAM_API_KEY to a key of console.deepgram.com that is still there',
      };
    case 402:
      return { detail: 'the account has no credit left (402)', fix: 'add credit at console.deepgram.com' };
    case 403:
      return {
        detail: 'the key may not do this (403)',
        fix: `give the key the scope for ${name}, or make another one`,
      };
    case 429:
      return { detail: 'too many sessions at once (429)', fix: 'end some, or have the account’s limit raised' };
    default:
      return { detail: `it answers ${status}`, fix: `check ${address}, and status.deepgram.com` };
  }
}
