/**
 * What a capture keeps of a webhook. The fields are a closed list: whatever the carrier adds one day, such as a caller's
 * name, is emptied.
 */
const KEPT_FIELDS: ReadonlySet<string> = new Set([
  'CallSid',
  'ParentCallSid',
  'CallStatus',
  'Direction',
  'ApiVersion',
  'CallbackSource',
  'SequenceNumber',
  'Timestamp',
  'CallDuration',
  'Duration',
  'SipResponseCode',
  'AnsweredBy',
  'MachineDetectionDuration',
  'DialCallSid',
  'DialCallStatus',
  'DialCallDuration',
  'DialBridged',
  'RecordingSid',
  'RecordingStatus',
  'RecordingDuration',
  'RecordingChannels',
  'RecordingSource',
  'RecordingTrack',
  'RecordingErrorCode',
  'msg',
]);

/** Numbers that are set aside for fiction, one per part that a number plays in a call. */
const FICTIONAL_NUMBERS: Readonly<Record<string, string>> = {
  From: '+12025550100',
  Caller: '+12025550100',
  To: '+12025550101',
  Called: '+12025550101',
  ForwardedFrom: '+12025550102',
};

/** What the carrier writes for a caller who withholds the number. */
const NOBODY = /^(anonymous|restricted|unavailable|unknown|private)$/i;

export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redactField(name, String(value))]));
}

function redactField(name: string, value: string): string {
  if (value === '' || KEPT_FIELDS.has(name)) return value;
  if (name === 'Digits') return maskDigits(value);
  const fictional = FICTIONAL_NUMBERS[name];
  return fictional !== undefined && NOBODY.test(value) ? value : (fictional ?? '');
}

/** How many keys were pressed, and not which; `*` and `#` end an input and tell nothing. */
export const maskDigits = (keys: string): string => keys.replace(/[0-9A-D]/g, '5');

const TAG = /<(\/?)([A-Za-z]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(\/?)>/g;

/** The bare markup of a TwiML document. Texts may name people, and attributes hold tokens and numbers. */
export function outlineOf(twiml: string): string {
  return [...twiml.matchAll(TAG)].map(([, end, name, empty]) => `<${end}${name}${empty}>`).join('');
}
