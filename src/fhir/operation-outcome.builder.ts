import type { Problem } from '../common/http/problem.types.js';
import type { OperationOutcome } from './fhir.types.js';

type Issue = OperationOutcome['issue'][number];

const ISSUE_OF_STATUS: Record<number, Issue['code']> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  412: 'conflict',
  422: 'processing',
  429: 'throttled',
  503: 'transient',
};

/** A problem as FHIR tells it: an issue for each field that is wrong, or one for all of it. */
export function outcomeOf({ status, code, title, detail, errors }: Problem): OperationOutcome {
  const issue: Issue = {
    severity: 'error',
    code: ISSUE_OF_STATUS[status] ?? (status < 500 ? 'invalid' : 'exception'),
    details: { coding: [{ system: 'urn:crownline:problem', code, display: title }] },
  };
  const fields = (errors ?? []).map(({ field, detail: what }) => ({
    ...issue,
    diagnostics: what,
    expression: [field],
  }));
  const [first, ...others] = fields;
  if (first) return { resourceType: 'OperationOutcome', issue: [first, ...others] };
  return {
    resourceType: 'OperationOutcome',
    issue: [{ ...issue, ...(detail === undefined ? {} : { diagnostics: detail }) }],
  };
}
