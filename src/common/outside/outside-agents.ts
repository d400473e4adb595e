import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { outsideLookup } from './outside-lookup.js';

export interface OutsideAgents {
  'http:': RequestFilteringHttpAgent;
  'https:': RequestFilteringHttpsAgent;
}

/**
 * For requests to addresses that people have entered, which must not become a way into the clinic's network. The agents look at every
 * address a name resolves to, in the very lookup that the connection uses: a name that means something else a moment later gains
 * nothing. Only public unicast addresses pass; where the machine is somebody's own, its loopback, too.
 */
export function outsideAgents(mode: 'production' | 'development' | 'test'): OutsideAgents {
  const options = {
    allowIPAddressList: mode === 'production' ? [] : ['127.0.0.1', '::1'],
    lookup: outsideLookup(),
  };
  return {
    'http:': new RequestFilteringHttpAgent(options),
    'https:': new RequestFilteringHttpsAgent(options),
  };
}

/** True for the error of a request that the agents refused: their own have no code, all of the network's have one. */
export const isForbiddenOutside = (error: unknown): boolean => error instanceof Error && !('code' in error);
