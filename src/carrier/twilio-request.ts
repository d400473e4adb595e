import twilio from 'twilio';

/** Twilio signs every webhook, and the upgrade of every media stream, with the account's auth token. */
export const SIGNATURE_HEADER = 'x-twilio-signature';

/** Path of the media socket. Without a query: Twilio drops it from stream addresses. */
export const MEDIA_PATH = '/twilio/media';

/** The address written into `<Stream url>`, and therefore the string that the upgrade's signature covers. */
export const mediaUrl = (publicUrl: string): string => publicUrl.replace(/^http/, 'ws') + MEDIA_PATH;

/**
 * True when `signature` covers `url` and the form's parameters. The url must be the public one, as configured and with the
 * raw query: behind a proxy the request itself does not tell it.
 */
export function isSigned(authToken: string, url: string, params: Record<string, unknown>, signature: unknown): boolean {
  if (typeof signature !== 'string' || signature === '') return false;
  try {
    return twilio.validateRequest(authToken, signature, url, params);
  } catch {
    return false; // the library throws on what it can't parse
  }
}

/** For the upgrade: Twilio was seen to sign the stream's address with a slash added. */
export function isUpgradeSigned(authToken: string, publicUrl: string, signature: unknown): boolean {
  const url = mediaUrl(publicUrl);
  return isSigned(authToken, url, {}, signature) || isSigned(authToken, `${url}/`, {}, signature);
}
