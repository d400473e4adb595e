import { OperationOutcome } from './fhir.types.js';
import { outcomeOf } from './operation-outcome.builder.js';

const problem = {
  type: 'urn:crownline:problem:x',
  title: 'Bad Request',
  status: 400,
  code: 'common/invalid_input',
  instance: '/…',
};

it('is an issue for each field that is wrong', () => {
  const outcome = outcomeOf({
    ...problem,
    errors: [
      { field: 'start', detail: 'is needed' },
      { field: '_count', detail: 'too big' },
    ],
  });
  expect(OperationOutcome.parse(outcome)).toEqual(outcome);
  expect(outcome.issue.map(({ code, diagnostics, expression }) => [code, diagnostics, expression])).toEqual([
    ['invalid', 'is needed', ['start']],
    ['invalid', 'too big', ['_count']],
  ]);
});

it.each([
  [401, 'login'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'invalid'],
  [409, 'conflict'],
  [429, 'throttled'],
  [500, 'exception'],
  [503, 'transient'],
])('of status %i is of the kind %s', (status, code) => {
  const outcome = outcomeOf({ ...problem, status, code: 'a/b' });
  expect(OperationOutcome.parse(outcome).issue).toEqual([
    {
      severity: 'error',
      code,
      details: { coding: [{ system: 'urn:crownline:problem', code: 'a/b', display: 'Bad Request' }] },
    },
  ]);
});
