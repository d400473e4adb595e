import type { Call } from '../../calls/calls.types.js';
import type { Evidence } from '../../compliance/consent/consent.types.js';

/** Points to a turn of the call: to who said what. `turn`: its number within the call. */
export const turnOf = (call: Pick<Call, 'id'>, turn: number): Evidence => ({ kind: 'turn', id: `${call.id}/${turn}` });
