import { parseCapture } from './capture-file.protocol.js';

const header = JSON.stringify({
  format: 'crownline-capture',
  version: 1,
  callSid: 'CA1',
  startedAt: '2026-11-20T15:00:00Z',
  audio: 'scrambled',
  more: 1,
});
const opened = '{"ms":5,"type":"stream_opened","stream":"s"}';

describe('a capture', () => {
  it('is read without the line that was being written when its process was killed', () => {
    expect(parseCapture('x.jsonl', `${header}\n${opened}\n{"ms":9,"ty`).entries).toEqual([
      { ms: 5, type: 'stream_opened', stream: 's' },
    ]);
  });

  it.each([
    ['', null],
    ['hello\n', 1],
    [`${header.replace('"version":1', '"version":2')}\n`, 1],
    [`${header}\n${opened}\n{"ms":1,"type":"in","stream":"s","event":"smell"}\n`, 3],
    [`${header}\n{"ms":-1,"type":"stream_opened","stream":"s"}\n`, 2],
  ])('is refused with the line that is none of one (%#)', (text, line) => {
    expect(() => parseCapture('x.jsonl', text)).toThrow(
      `x.jsonl${line === null ? '' : `, line ${line},`} is none of a capture`,
    );
  });
});
