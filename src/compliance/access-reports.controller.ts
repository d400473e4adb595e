import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { AuditTrail } from './audit-trail.service.js';
import { SeenPatientPage, SeenQuery, type SeenPatientItem } from './audit-trail.types.js';

@ApiTags('audit')
@Controller('api/v1/access-reports')
export class AccessReportsController {
  constructor(private readonly trail: AuditTrail) {}

  @Get('patients')
  @Requires('audit:read')
  @ApiOperation({
    summary:
      'Whose data somebody saw or changed between two times, and since when, by the first time. For a breach: of a key or an account.',
  })
  @ApiOkResponse({ standardSchema: SeenPatientPage })
  @ApiProblems(400)
  patients(
    @Query({ schema: SeenQuery }) query: SeenQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<SeenPatientItem>> {
    return this.trail.seenBy(principal, query);
  }
}
