import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { PatientId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { AuditTrail } from './audit-trail.service.js';
import { AccessPage, AccessQuery, DisclosurePage, type AccessItem, type DisclosureItem } from './audit-trail.types.js';

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

  @Get(':id/disclosures')
  @Requires('audit:read')
  @ApiOperation({
    summary:
      'What left the clinic about a patient, by way, recipient and action, for an accounting of disclosures (45 CFR 164.528).',
    description:
      'As the audit trail knows it: archives and exports, what other systems asked for with a key, webhooks and calendar feeds. Which of them ' +
      'have to be accounted for, and what they were for, the clinic knows.',
  })
  @ApiOkResponse({ standardSchema: DisclosurePage })
  @ApiProblems(400, 404)
  disclosures(
    @Param('id', { schema: rowId }) id: string,
    @Query({ schema: AccessQuery }) query: AccessQuery,
    @CurrentClinic() { clinicId, actor }: Principal,
  ): Promise<Page<DisclosureItem>> {
    return this.trail.disclosures({ clinicId, patientId: id as PatientId, actor }, query);
  }
}
