import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { PatientId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { AuditTrail } from './audit-trail.service.js';
import { AccessPage, AccessQuery, type AccessItem } from './audit-trail.types.js';

@ApiTags('audit')
@Controller('api/v1/patients')
export class AuditTrailController {
  constructor(private readonly trail: AuditTrail) {}

  @Get(':id/accesses')
  @Requires('audit:read')
  @ApiOperation({ summary: 'Who saw or changed what of a patient’s between two times, the oldest first.' })
  @ApiOkResponse({ standardSchema: AccessPage })
  @ApiProblems(400, 404)
  accesses(
    @Param('id', { schema: rowId }) id: string,
    @Query({ schema: AccessQuery }) query: AccessQuery,
    @CurrentClinic() { clinicId, actor }: Principal,
  ): Promise<Page<AccessItem>> {
    return this.trail.whoSaw({ clinicId, patientId: id as PatientId, actor }, query);
  }
}
