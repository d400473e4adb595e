import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { CarrierError } from './carrier.errors.js';

/** A document has been understood up to here: what the carrier is to do, in order. */
export type Verb =
  | { verb: 'say'; text: string }
  | { verb: 'pause'; seconds: number }
  | { verb: 'hangup' }
  | { verb: 'reject'; reason: 'rejected' | 'busy' }
  | { verb: 'redirect'; url: string }
  | { verb: 'dial'; action: string | null }
  | { verb: 'connect'; action: string | null; stream: StreamNoun }
  /** Not among the verbs above: reported and passed over. */
  | { verb: 'unknown'; name: string };

export interface StreamNoun {
  url: string;
  name: string | null;
  track: string;
  statusCallback: string | null;
  parameters: Record<string, string>;
}

/** Name and value of a `<Parameter>` together stay below this many characters. */
const MAX_PARAMETER_LENGTH = 500;

interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  /** All text below this node, markup dropped. */
  text: string;
}

const attributes = {
  pause: z.object({ length: z.coerce.number().min(0).default(1) }),
  reject: z.object({ reason: z.enum(['rejected', 'busy']).default('rejected') }),
  flow: z.object({ action: z.string().nullable().default(null) }),
  stream: z.object({
    url: z.string().min(1),
    name: z.string().nullable().default(null),
    track: z.string().default('inbound_track'),
    statusCallback: z.string().nullable().default(null),
  }),
  parameter: z
    .object({ name: z.string().min(1), value: z.string() })
    .refine(({ name, value }) => name.length + value.length < MAX_PARAMETER_LENGTH, 'name and value are too long'),
};

/** @throws CarrierError 12100 for text that is not XML, 12200 for XML that is not TwiML. */
export function parseTwiml(xml: string): Verb[] {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) throw new CarrierError(12100, wellFormed.err.msg);
  const root = nodes(parser.parse(xml)).find((node) => !node.name.startsWith('?'));
  if (root?.name !== 'Response') throw new CarrierError(12200, 'the root element is not <Response>');
  return root.children.map(toVerb);
}

function toVerb(node: Node): Verb {
  switch (node.name) {
    case 'Say':
      return { verb: 'say', text: node.text };
    case 'Pause':
      return { verb: 'pause', seconds: read(node, attributes.pause).length };
    case 'Hangup':
      return { verb: 'hangup' };
    case 'Reject':
      return { verb: 'reject', ...read(node, attributes.reject) };
    case 'Redirect':
      return { verb: 'redirect', url: node.text };
    case 'Dial':
      return { verb: 'dial', ...read(node, attributes.flow) };
    case 'Connect':
      return toConnect(node);
    default:
      return { verb: 'unknown', name: node.name };
  }
}

function toConnect(node: Node): Verb {
  const stream = node.children.find((child) => child.name === 'Stream');
  if (!stream) return { verb: 'unknown', name: `Connect/${node.children[0]?.name ?? ''}` };
  const given = stream.children
    .filter((child) => child.name === 'Parameter')
    .map((child) => read(child, attributes.parameter));
  const parameters = Object.fromEntries(given.map(({ name, value }) => [name, value]));
  return {
    verb: 'connect',
    ...read(node, attributes.flow),
    stream: { ...read(stream, attributes.stream), parameters },
  };
}

function read<T>(node: Node, schema: z.ZodType<T>): T {
  const result = schema.safeParse(node.attributes);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CarrierError(12200, `<${node.name}> ${issue?.path.join('.')}: ${issue?.message}`);
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true, // the library's name for understanding numeric references such as &#xA;
});

const TEXT = '#text';
const ATTRIBUTES = ':@';

/** The parser's ordered form: each element is an object with one key, its name, beside an optional key for attributes. */
function nodes(parsed: unknown): Node[] {
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: Record<string, unknown>) => {
    const name = Object.keys(entry).find((key) => key !== ATTRIBUTES);
    if (name === undefined || name === TEXT) return [];
    return [
      {
        name,
        attributes: (entry[ATTRIBUTES] ?? {}) as Record<string, string>,
        children: nodes(entry[name]),
        text: textOf(entry[name]).replace(/\s+/g, ' ').trim(),
      },
    ];
  });
}

function textOf(parsed: unknown): string {
  if (!Array.isArray(parsed)) return '';
  return parsed
    .map((entry: Record<string, unknown>) =>
      Object.entries(entry)
        .filter(([key]) => key !== ATTRIBUTES)
        .map(([key, value]) => (key === TEXT ? String(value) : textOf(value)))
        .join(' '),
    )
    .join(' ');
}
