/**
 * What went wrong in a simulated call, by the codes of the real carrier's error dictionary.
 * - 11100 an address that can't be understood
 * - 11200 the webhook answered with an error status; 11205 it could not be reached, or not in time
 * - 11215 too many documents in one call: a server that redirects for ever
 * - 12100 not XML; 12200 not valid TwiML; 12300 not an XML content type
 * - 31901, 31902, 31903 media socket: timed out, refused, broken off
 * - 31920 the upgrade was not answered with 101; 31922 not a `wss` address; 31941 a track this verb does not have
 * - 31931 more unplayed audio than the carrier keeps; 31950 a binary frame; 31951 a message it does not understand
 */
export type CarrierErrorCode =
  | 11100
  | 11200
  | 11205
  | 11215
  | 12100
  | 12200
  | 12300
  | 31901
  | 31902
  | 31903
  | 31920
  | 31922
  | 31931
  | 31941
  | 31950
  | 31951;

export class CarrierError extends Error {
  override readonly name = 'CarrierError';

  constructor(
    readonly code: CarrierErrorCode,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}
