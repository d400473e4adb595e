/** A piece of a page. Only `html` makes one, so whatever else gets into a page is text. */
export class Html {
  constructor(readonly source: string) {}
}

type Part = string | number | Html | readonly Html[];

/** Markup with values in it: strings and numbers are escaped, for an element's content and a quoted attribute alike. */
export function html(markup: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(markup.map((piece, i) => piece + (i < values.length ? sourceOf(values[i] ?? '') : '')).join(''));
}

function sourceOf(part: Part): string {
  if (part instanceof Html) return part.source;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(({ source }) => source).join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
