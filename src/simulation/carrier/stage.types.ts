import type { CallContext } from './call-context.types.js';
import type { RecordingShelf } from './recording-shelf.js';
import type { PhoneCall } from './phone-call.js';
import type { NumberNoun } from './twiml.protocol.js';

/** What a verb is performed on. */
export interface Stage {
  context: CallContext;
  call: PhoneCall;
  switchboard: Switchboard;
  /** Aborted when the verb is to stop at once: the call is over, or was given another document. */
  signal: AbortSignal;
  /**
   * An address in the document made absolute; null is the document's own one, which stands in for a missing action.
   *
   * @throws CarrierError 11100 for what is no address, and for a relative or missing one in a document without an address.
   */
  absolute: (url: string | null) => string;
}

/** A request for TwiML. `fields` come beside the call's own. */
export interface DocumentRequest {
  url: string;
  fields: Record<string, string>;
}

/** What follows a verb: the next one, another document, or the end of the call. */
export type AfterVerb = 'next' | 'hang_up' | DocumentRequest;

/** Why an outgoing call was not answered, or that it was. */
export type RingOutcome = 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** The rest of the carrier, as the verbs of one call see it. */
export interface Switchboard {
  recordings: RecordingShelf;
  /** A leg of this call to another number; it does not ring yet. */
  leg(parent: PhoneCall, from: string, noun: NumberNoun): PhoneCall;
  /** Rings the phone of an outgoing call until it is answered, can't be, or was dropped. */
  ring(call: PhoneCall, timeoutMs: number): Promise<RingOutcome>;
  /** Performs the document that the answering party alone hears; true when the call may be connected afterwards. */
  whisper(call: PhoneCall, url: string): Promise<boolean>;
}
