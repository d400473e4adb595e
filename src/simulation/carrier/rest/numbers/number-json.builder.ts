import { accountPath, API_VERSION, rfc2822 } from '../json-values.builder.js';
import type { IncomingNumber } from './incoming-number.types.js';

/** A number in the API's words. Addresses that aren't set are empty text, applications and trunks null. */
export function numberJson(number: IncomingNumber, accountSid: string): object {
  return {
    account_sid: accountSid,
    address_requirements: 'none',
    address_sid: null,
    api_version: API_VERSION,
    beta: false,
    bundle_sid: null,
    capabilities: { voice: true, sms: true, mms: true, fax: false },
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.createdAt),
    emergency_address_sid: null,
    emergency_status: 'Inactive',
    friendly_name: number.friendlyName,
    identity_sid: null,
    origin: 'twilio',
    phone_number: number.phoneNumber,
    sid: number.sid,
    sms_application_sid: number.smsApplicationSid ?? '',
    sms_fallback_method: 'POST',
    sms_fallback_url: number.smsFallbackUrl ?? '',
    sms_method: 'POST',
    sms_url: number.smsUrl ?? '',
    status: 'in-use',
    status_callback: number.statusCallbackUrl ?? '',
    status_callback_method: 'POST',
    trunk_sid: number.trunkSid,
    type: 'local',
    uri: `${accountPath(accountSid)}/IncomingPhoneNumbers/${number.sid}.json`,
    voice_application_sid: number.voiceApplicationSid ?? '',
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: number.voiceFallbackUrl ?? '',
    voice_method: 'POST',
    voice_receive_mode: 'voice',
    voice_url: number.voiceUrl,
  };
}
