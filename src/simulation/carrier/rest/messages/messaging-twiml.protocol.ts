import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

export interface ReplyText {
  body: string;
  /** Null for whoever sent the text that is answered. */
  to: string | null;
  statusCallback: string | null;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true, // the library's name for understanding numeric references such as &#xA;
  isArray: (name) => name === 'Message' || name === 'Body',
});

/** `<Message>words</Message>` or `<Message><Body>words</Body></Message>`. */
const message = z.union([
  z.string().transform((body): ReplyText => ({ body, to: null, statusCallback: null })),
  z
    .object({
      '#text': z.string().default(''),
      Body: z.array(z.string()).default([]),
      '@to': z.string().optional(),
      '@statusCallback': z.string().optional(),
    })
    .transform((node): ReplyText => ({
      body: node['#text'] + node.Body.join(''),
      to: node['@to'] ?? null,
      statusCallback: node['@statusCallback'] ?? null,
    })),
]);
const document = z.object({
  Response: z.union([
    z.string().transform(() => []),
    z.object({ Message: z.array(message).default([]) }).transform(({ Message }) => Message),
  ]),
});

/** The texts that an answer to a text asks to be sent; null when it isn't TwiML. */
export function parseMessagingTwiml(xml: string): ReplyText[] | null {
  if (XMLValidator.validate(xml) !== true) return null;
  const parsed = document.safeParse(parser.parse(xml));
  return parsed.success ? parsed.data.Response : null;
}
