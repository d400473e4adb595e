import { etagOf, Precondition, preconditionOf } from './etag.js';
import { PreconditionFailedError } from './http.errors.js';

const item = { id: '7', name: 'Dr. Rivera' };
const tag = etagOf(JSON.stringify(item));

it('gives equal bodies equal tags, and others others', () => {
  expect(tag).toMatch(/^"[\w-]{27}"$/);
  expect(etagOf(Buffer.from(JSON.stringify(item)))).toBe(tag);
  expect(etagOf(JSON.stringify({ ...item, name: 'Dr. Chen' }))).not.toBe(tag);
});

it.each([tag, `"other", ${tag}`, `"",${tag}`, ' * '])('lets a change pass that names what is there: %s', (header) => {
  expect(() => preconditionOf(header).check(item)).not.toThrow();
});

it.each(['"other"', `W/${tag}`, `"x${tag.slice(1)}`])('refuses a change of what is no longer there: %s', (header) => {
  expect(() => preconditionOf(header).check(item)).toThrow(PreconditionFailedError);
});

it.each(['', 'other', `${tag} ${tag}`, `${tag},`, '"a"b', Array.from({ length: 21 }, () => tag).join(', ')])(
  'does not guess what %j means',
  (header) => {
    expect(() => preconditionOf(header)).toThrow('If-Match');
  },
);

it('refuses to change what is not there', () => {
  for (const header of ['*', '"any"'])
    expect(() => preconditionOf(header).check(null)).toThrow(PreconditionFailedError);
});

it('lets everything pass that depends on nothing', () => {
  expect(() => Precondition.NONE.check(item)).not.toThrow();
});
