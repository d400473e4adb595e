import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An XML element of a TwiML document. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** All text below this node, markup dropped and white space squeezed. */
  text: string;
}

export type XmlDocument = { root: XmlNode | null } | { malformed: string };

export function parseXml(xml: string): XmlDocument {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) return { malformed: wellFormed.err.msg };
  return { root: nodes(parser.parse(xml)).find((node) => !node.name.startsWith('?')) ?? null };
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
function nodes(parsed: unknown): XmlNode[] {
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
