import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import { RetentionRuns } from './retention-runs.service.js';
import { RunListQuery, RunPage, RunPreview, type RunItem } from './retention-runs.types.js';

@ApiTags('retention')
@Controller('api/v1/retention-runs')
export class RetentionRunsController {
  constructor(private readonly runs: RetentionRuns) {}

  @Get()
  @Requires('retention:read')
  @ApiOperation({ summary: 'What was removed because of its age, day by day: the proofs, the newest first.' })
  @ApiOkResponse({ standardSchema: RunPage })
  @ApiProblems(400)
  list(
    @Query({ schema: RunListQuery }) query: RunListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<RunItem>> {
    return this.runs.list(clinicId, query);
  }

  @Post('preview')
  @HttpCode(200)
  @Requires('retention:read')
  @ApiOperation({ summary: 'What a run would remove now. Nothing is changed.' })
  @ApiOkResponse({ standardSchema: RunPreview })
  preview(@CurrentClinic() { clinicId }: Principal): Promise<RunPreview> {
    return this.runs.preview(clinicId);
  }
}
