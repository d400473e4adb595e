import { z } from 'zod';
import type { ProgressEvent } from './call-control.types.js';
import { CarrierError } from './carrier.errors.js';
import { parseXml, type XmlNode } from './twiml-xml.protocol.js';

/** A document has been understood up to here: what the carrier is to do, in order. Addresses are as written. */
export type Verb =
  | PromptVerb
  | ({ verb: 'gather' } & GatherNoun)
  | ({ verb: 'record' } & RecordNoun)
  | ({ verb: 'dial' } & DialNoun)
  | { verb: 'connect'; action: string | null; stream: StreamNoun }
  | { verb: 'redirect'; url: string }
  | { verb: 'hangup' }
  | { verb: 'reject'; reason: 'rejected' | 'busy' }
  /** Not among the verbs above: reported and passed over. */
  | { verb: 'unknown'; name: string };

/** What makes the caller hear something; also within a `<Gather>`. */
export type PromptVerb =
  | { verb: 'say'; text: string; loop: number }
  | { verb: 'play'; url: string; loop: number }
  | { verb: 'play_digits'; digits: string }
  | { verb: 'pause'; seconds: number };

export interface GatherNoun {
  /** Null: the document's own address. */
  action: string | null;
  dtmf: boolean;
  speech: boolean;
  timeoutSeconds: number;
  /** After the last word. */
  speechTimeoutSeconds: number;
  numDigits: number | null;
  /** Empty: no key ends the input. */
  finishOnKey: string;
  bargeIn: boolean;
  actionOnEmptyResult: boolean;
  prompt: PromptVerb[];
}

export interface RecordNoun {
  /** Null: the document's own address. */
  action: string | null;
  /** Of silence, after which the recording is over. */
  timeoutSeconds: number;
  maxLengthSeconds: number;
  finishOnKey: string;
  playBeep: boolean;
  trim: boolean;
  statusCallback: string | null;
  statusCallbackEvents: RecordingEvent[];
}

export type RecordingEvent = 'in-progress' | 'completed' | 'absent';

export interface DialNoun {
  action: string | null;
  timeoutSeconds: number;
  timeLimitSeconds: number;
  /** Null: the number of the party whose call this is. */
  callerId: string | null;
  hangupOnStar: boolean;
  answerOnBridge: boolean;
  /** Null: the Dial is not recorded. */
  recordChannels: 1 | 2 | null;
  recordingStatusCallback: string | null;
  recordingStatusCallbackEvents: RecordingEvent[];
  numbers: NumberNoun[];
}

export interface NumberNoun {
  phoneNumber: string;
  /** The whisper: a document for the one who answers, before the bridge. */
  url: string | null;
  statusCallback: string | null;
  statusCallbackEvents: ProgressEvent[];
}

export interface StreamNoun {
  url: string;
  name: string | null;
  track: string;
  statusCallback: string | null;
  parameters: Record<string, string>;
}

/** Name and value of a `<Parameter>` together stay below this many characters. */
const MAX_PARAMETER_LENGTH = 500;
const MAX_NUMBERS = 10;
/** `auto` lets the carrier decide when a sentence is over. */
const AUTO_SPEECH_TIMEOUT_SECONDS = 1;
/** `loop="0"` is "until the call is over", which the carrier takes to be this often. */
const ENDLESS_LOOPS = 1000;

const flag = (preset: boolean) =>
  z
    .enum(['true', 'false'])
    .default(preset ? 'true' : 'false')
    .transform((value) => value === 'true');
const text = z.string().nullable().default(null);
const seconds = (preset: number) => z.coerce.number().min(0).default(preset);
const loop = z.coerce
  .number()
  .int()
  .min(0)
  .default(1)
  .transform((times) => (times === 0 ? ENDLESS_LOOPS : times));
const keys = (preset: string) =>
  z
    .string()
    .regex(/^[0-9*#]*$/)
    .default(preset);
const listOf = <T extends string>(allowed: readonly T[], preset: T) =>
  z
    .string()
    .default(preset)
    .transform((value) => value.split(/\s+/))
    .pipe(z.array(z.enum(allowed)));
const recordingEvents = listOf(['in-progress', 'completed', 'absent'], 'completed');

const attributes = {
  say: z.object({ loop }),
  play: z.object({
    loop,
    digits: z
      .string()
      .regex(/^[0-9*#wW]+$/)
      .optional(),
  }),
  pause: z.object({ length: seconds(1) }),
  reject: z.object({ reason: z.enum(['rejected', 'busy']).default('rejected') }),
  connect: z.object({ action: text }),
  gather: z.object({
    action: text,
    input: listOf(['dtmf', 'speech'], 'dtmf'),
    timeout: seconds(5),
    speechTimeout: z.union([z.literal('auto'), z.coerce.number().positive()]).optional(),
    numDigits: z.coerce.number().int().positive().optional(),
    finishOnKey: keys('#'),
    bargeIn: flag(true),
    actionOnEmptyResult: flag(false),
  }),
  record: z.object({
    action: text,
    timeout: seconds(5),
    maxLength: seconds(3600),
    finishOnKey: keys('1234567890*#'),
    playBeep: flag(true),
    trim: z.enum(['trim-silence', 'do-not-trim']).default('trim-silence'),
    recordingStatusCallback: text,
    recordingStatusCallbackEvent: recordingEvents,
  }),
  dial: z.object({
    action: text,
    timeout: seconds(30),
    timeLimit: seconds(14_400),
    callerId: text,
    hangupOnStar: flag(false),
    answerOnBridge: flag(false),
    record: z
      .enum([
        'do-not-record',
        'record-from-answer',
        'record-from-ringing',
        'record-from-answer-dual',
        'record-from-ringing-dual',
      ])
      .default('do-not-record'),
    recordingStatusCallback: text,
    recordingStatusCallbackEvent: recordingEvents,
  }),
  number: z.object({
    url: text,
    statusCallback: text,
    statusCallbackEvent: listOf(['initiated', 'ringing', 'answered', 'completed'], 'completed'),
  }),
  stream: z.object({
    url: z.string().min(1),
    name: text,
    track: z.string().default('inbound_track'),
    statusCallback: text,
  }),
  parameter: z
    .object({ name: z.string().min(1), value: z.string() })
    .refine(({ name, value }) => name.length + value.length < MAX_PARAMETER_LENGTH, 'name and value are too long'),
};

/** @throws CarrierError 12100 for text that is not XML, 12200 for XML that is not TwiML. */
export function parseTwiml(xml: string): Verb[] {
  const document = parseXml(xml);
  if ('malformed' in document) throw new CarrierError(12100, document.malformed);
  if (document.root?.name !== 'Response') throw new CarrierError(12200, 'the root element is not <Response>');
  return document.root.children.map(toVerb);
}

function toVerb(node: XmlNode): Verb {
  switch (node.name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return toPrompt(node);
    case 'Gather':
      return toGather(node);
    case 'Record':
      return toRecord(node);
    case 'Dial':
      return toDial(node);
    case 'Connect':
      return toConnect(node);
    case 'Redirect':
      return { verb: 'redirect', url: node.text };
    case 'Hangup':
      return { verb: 'hangup' };
    case 'Reject':
      return { verb: 'reject', ...read(node, attributes.reject) };
    default:
      return { verb: 'unknown', name: node.name };
  }
}

function toPrompt(node: XmlNode): PromptVerb {
  if (node.name === 'Say') return { verb: 'say', text: node.text, ...read(node, attributes.say) };
  if (node.name === 'Pause') return { verb: 'pause', seconds: read(node, attributes.pause).length };
  if (node.name !== 'Play') throw new CarrierError(12200, `<${node.name}> within <Gather>`);
  const { loop, digits } = read(node, attributes.play);
  return digits === undefined ? { verb: 'play', url: node.text, loop } : { verb: 'play_digits', digits };
}

function toGather(node: XmlNode): Verb {
  const { input, timeout, speechTimeout = timeout, numDigits = null, ...given } = read(node, attributes.gather);
  return {
    verb: 'gather',
    ...given,
    dtmf: input.includes('dtmf'),
    speech: input.includes('speech'),
    timeoutSeconds: timeout,
    speechTimeoutSeconds: speechTimeout === 'auto' ? AUTO_SPEECH_TIMEOUT_SECONDS : speechTimeout,
    numDigits,
    prompt: node.children.map(toPrompt),
  };
}

function toRecord(node: XmlNode): Verb {
  const given = read(node, attributes.record);
  return {
    verb: 'record',
    action: given.action,
    timeoutSeconds: given.timeout,
    maxLengthSeconds: given.maxLength,
    finishOnKey: given.finishOnKey,
    playBeep: given.playBeep,
    trim: given.trim === 'trim-silence',
    statusCallback: given.recordingStatusCallback,
    statusCallbackEvents: given.recordingStatusCallbackEvent,
  };
}

function toDial(node: XmlNode): Verb {
  const other = node.children.find((child) => child.name !== 'Number');
  if (other) return { verb: 'unknown', name: `Dial/${other.name}` };
  const given = read(node, attributes.dial);
  const numbers = node.children.map((child): NumberNoun => {
    const { statusCallbackEvent, ...noun } = read(child, attributes.number);
    return { ...noun, phoneNumber: child.text, statusCallbackEvents: statusCallbackEvent };
  });
  const plain: NumberNoun = { phoneNumber: node.text, url: null, statusCallback: null, statusCallbackEvents: [] };
  if (numbers.length > MAX_NUMBERS) throw new CarrierError(12200, `<Dial> rings ${MAX_NUMBERS} numbers at most`);
  return {
    verb: 'dial',
    action: given.action,
    timeoutSeconds: given.timeout,
    timeLimitSeconds: given.timeLimit,
    callerId: given.callerId,
    hangupOnStar: given.hangupOnStar,
    answerOnBridge: given.answerOnBridge,
    recordChannels: given.record === 'do-not-record' ? null : given.record.endsWith('-dual') ? 2 : 1,
    recordingStatusCallback: given.recordingStatusCallback,
    recordingStatusCallbackEvents: given.recordingStatusCallbackEvent,
    numbers: numbers.length > 0 ? numbers : [plain],
  };
}

function toConnect(node: XmlNode): Verb {
  const stream = node.children.find((child) => child.name === 'Stream');
  if (!stream) return { verb: 'unknown', name: `Connect/${node.children[0]?.name ?? ''}` };
  const given = stream.children
    .filter((child) => child.name === 'Parameter')
    .map((child) => read(child, attributes.parameter));
  const parameters = Object.fromEntries(given.map(({ name, value }) => [name, value]));
  return {
    verb: 'connect',
    ...read(node, attributes.connect),
    stream: { ...read(stream, attributes.stream), parameters },
  };
}

function read<T>(node: XmlNode, schema: z.ZodType<T>): T {
  const result = schema.safeParse(node.attributes);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CarrierError(12200, `<${node.name}> ${issue?.path.join('.')}: ${issue?.message}`);
}
