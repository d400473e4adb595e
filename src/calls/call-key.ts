import type { CallId, ClinicId } from '../common/ids/ids.js';
import type { Call } from './calls.types.js';

/** Where the rows of a call are found: a clinic's alone are ever looked at. */
export interface CallKey {
  clinicId: ClinicId;
  callId: CallId;
}

export const keyOf = ({ clinicId, id: callId }: Pick<Call, 'clinicId' | 'id'>): CallKey => ({ clinicId, callId });

/** The call's own row. */
export const byId = ({ clinicId, callId }: CallKey) => ({ clinicId_id: { clinicId, id: callId } });
