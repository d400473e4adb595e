import { newId, type CallId } from '../ids/ids.js';
import { traceIdOf } from './trace-id.policy.js';

it('is the same for a call wherever it is asked for, and has the form that W3C asks of a trace', () => {
  expect(traceIdOf('6F9619FF-8B86-4011-b42d-00cf4fc964ff')).toBe('6f9619ff8b864011b42d00cf4fc964ff');
  expect(traceIdOf(newId<CallId>())).toMatch(/^[0-9a-f]{32}$/);
});
