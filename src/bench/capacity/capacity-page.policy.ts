import type { Section } from './capacity-report.builder.js';

/** A section of the page is fenced text under a comment with its name. */
const fenced = (name: string): RegExp => new RegExp(`(<!-- capacity: ${name} -->\n\n\`\`\`text\n)[^]*?(\n\`\`\`)`);

/**
 * The page with what the sections say now.
 *
 * @throws Error for a section that the page has no place for
 */
export function withSections(page: string, sections: readonly Section[]): string {
  return sections.reduce((text, { name, lines }) => {
    if (!fenced(name).test(text)) throw new Error(`the page has no place for ${name}`);
    return text.replace(fenced(name), (_, before: string, after: string) => before + lines.join('\n') + after);
  }, page);
}
