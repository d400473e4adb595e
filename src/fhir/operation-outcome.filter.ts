import { Catch } from '@nestjs/common';
import type { Response } from 'express';
import { ProblemFilter } from '../common/http/problem.filter.js';
import type { Problem } from '../common/http/problem.types.js';
import { FHIR_JSON } from './fhir.types.js';
import { outcomeOf } from './operation-outcome.builder.js';

/** What goes wrong on a route of FHIR, as its clients know it. */
@Catch()
export class OperationOutcomeFilter extends ProblemFilter {
  protected override show(problem: Problem, response: Response): void {
    response.type(FHIR_JSON).send(JSON.stringify(outcomeOf(problem)));
  }
}
