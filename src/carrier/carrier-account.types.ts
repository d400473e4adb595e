/** What a number does with calls and texts, in the words of the carrier's API. What is not set is empty text. */
export interface NumberSettings {
  voiceUrl: string;
  voiceMethod: string;
  voiceFallbackUrl: string;
  voiceFallbackMethod: string;
  statusCallback: string;
  statusCallbackMethod: string;
  smsUrl: string;
  smsMethod: string;
  /** These take the number's calls, or texts, and its own addresses are ignored then. */
  voiceApplicationSid: string;
  trunkSid: string;
  smsApplicationSid: string;
}

export interface CarrierNumber {
  sid: string;
  /** E.164 */
  number: string;
  settings: NumberSettings;
}

export interface CarrierAccount {
  status: 'active' | 'suspended' | 'closed';
  /** Plays a notice before every call, and reaches verified numbers only. */
  isTrial: boolean;
  /** The carrier's clock when it answered, in whole seconds; null when it did not tell. */
  answeredAtMs: number | null;
}
