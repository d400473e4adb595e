import { STATUS_CODES } from 'node:http';
import { applyDecorators, Header, UseFilters } from '@nestjs/common';
import { ApiResponse, ApiTags, type ApiResponseOptions } from '@nestjs/swagger';
import { z } from 'zod';
import { FHIR_JSON, OperationOutcome } from './fhir.types.js';
import { OperationOutcomeFilter } from './operation-outcome.filter.js';

const contentOf = (schema: z.ZodType) => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return { [FHIR_JSON]: { schema: json } } as ApiResponseOptions['content'];
};

/** A controller of FHIR: its errors are outcomes. */
export const FhirController = () => applyDecorators(ApiTags('fhir'), UseFilters(OperationOutcomeFilter));

/**
 * A route of FHIR that answers with such a resource, and with outcomes for these statuses. Stands above `@Requires`, whose refusals are
 * outcomes, too.
 */
export const Answers = (schema: z.ZodType, ...refusals: number[]) =>
  applyDecorators(
    Header('Content-Type', `${FHIR_JSON}; charset=utf-8`),
    ApiResponse({ status: 200, description: STATUS_CODES[200] ?? '', content: contentOf(schema) }),
    ...refusals.map((status) =>
      ApiResponse({ status, description: STATUS_CODES[status] ?? '', content: contentOf(OperationOutcome) }),
    ),
  );
