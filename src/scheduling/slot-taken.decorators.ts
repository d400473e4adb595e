import { ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '../common/http/problem.types.js';
import { SlotItem } from './slot-item.types.js';

const SlotTakenProblem = Problem.extend({
  alternatives: z
    .array(SlotItem)
    .optional()
    .describe('With `scheduling/slot_taken`: the nearest times that can be had instead, soonest first. May be empty.'),
});

const { $schema: _, ...schema } = z.toJSONSchema(SlotTakenProblem, { target: 'draft-2020-12' });

/** Documents the refusal of a time, which comes with others. */
export const ApiSlotTaken = () =>
  ApiResponse({
    status: 409,
    description: 'Conflict',
    content: { 'application/problem+json': { schema } } as ApiResponseOptions['content'],
  });
