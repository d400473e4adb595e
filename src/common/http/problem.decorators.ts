import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from './problem.types.js';

const content = {
  'application/problem+json': { schema: z.toJSONSchema(Problem, { target: 'openapi-3.0' }) },
} as ApiResponseOptions['content'];

/** Documents the statuses with which a route answers a problem. */
export const ApiProblems = (...statuses: number[]) =>
  applyDecorators(
    ...statuses.map((status) => ApiResponse({ status, description: STATUS_CODES[status] ?? '', content })),
  );
