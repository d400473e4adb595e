import { withSections } from './capacity-page.policy.js';

const page = (one: string, other: string) =>
  `# Page\n\n<!-- capacity: one -->\n\n\`\`\`text\n${one}\n\`\`\`\n\nWords.\n\n<!-- capacity: other -->\n\n\`\`\`text\n${other}\n\`\`\`\n`;
const section = (name: string, ...lines: string[]) => ({ name, title: name, lines });

it('puts each section in its place, and leaves the words between them', () => {
  const sections = [section('other', 'b', 'c'), section('one', '$1 a')];
  expect(withSections(page('old', 'older'), sections)).toBe(page('$1 a', 'b\nc'));
});

it('refuses a section that the page has no place for', () => {
  expect(() => withSections(page('a', 'b'), [section('third')])).toThrow('no place for third');
});
