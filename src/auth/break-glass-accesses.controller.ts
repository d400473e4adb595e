import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { BreakGlassAccesses } from './break-glass-accesses.service.js';
import { BreakGlassListQuery, BreakGlassPage, type BreakGlassItem } from './break-glass-accesses.types.js';

@ApiTags('audit')
@Controller('api/v1/break-glass-accesses')
export class BreakGlassAccessesController {
  constructor(private readonly accesses: BreakGlassAccesses) {}

  @Get()
  @Requires('audit:read')
  @ApiOperation({ summary: 'When somebody went beyond their role in an emergency, and why, the newest first.' })
  @ApiOkResponse({ standardSchema: BreakGlassPage })
  @ApiProblems(400)
  list(
    @Query({ schema: BreakGlassListQuery }) query: BreakGlassListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<BreakGlassItem>> {
    return this.accesses.list(clinicId, query);
  }
}
