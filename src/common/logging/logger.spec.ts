import { Logger, type LogFields } from './logger.js';

function logged(write: (log: Logger) => void): string {
  let output = '';
  write(Logger.create('trace', { write: (line: string) => void (output += line) }));
  return output;
}

it('writes one line of JSON for each event, with its time, its level and its fields', () => {
  const output = logged((log) => {
    log.info('call.connected', { callId: 'a-call', count: 2 });
    log.error('call.fault', { reason: 'two\nlines' });
  });

  const lines = output.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    {
      level: 30,
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      event: 'call.connected',
      callId: 'a-call',
      count: 2,
    },
    { level: 50, time: expect.stringMatching(/^\d{4}-.*Z$/) as string, event: 'call.fault', reason: 'two\nlines' },
  ]);
});

it.each(['debug', 'info', 'warn', 'error'] as const)('leaves out of %s what an object has beyond its type', (level) => {
  const turn = { callId: 'a-call', text: 'My tooth hurts', event: 'forged' };
  const fields: LogFields = turn;

  const output = logged((log) => log[level]('turn.stored', fields));

  expect(JSON.parse(output)).toMatchObject({ event: 'turn.stored', callId: 'a-call' });
  expect(output).not.toContain('tooth');
});
