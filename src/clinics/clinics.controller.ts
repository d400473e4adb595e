import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { rowId } from '../common/validation/row-id.types.js';
import { ClinicSettings } from './clinic-settings.service.js';
import { ClinicItem, ClinicListQuery, ClinicPage, SettingsChangeBody } from './clinic-settings.types.js';

@ApiTags('clinics')
@Controller('api/v1/clinics')
export class ClinicsController {
  constructor(private readonly settings: ClinicSettings) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'The clinic that the credential is for, with its settings.' })
  @ApiOkResponse({ standardSchema: ClinicPage })
  @ApiProblems(400)
  list(
    @Query({ schema: ClinicListQuery }) query: ClinicListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<ClinicItem>> {
    return this.settings.list(clinicId, query);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: "The clinic's settings." })
  @ApiOkResponse({ standardSchema: ClinicItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<ClinicItem> {
    return this.settings.get(clinicId, id);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Changes settings. They hold from the next call and the next booking on.' })
  @ApiOkResponse({ standardSchema: ClinicItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: SettingsChangeBody }) body: SettingsChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<ClinicItem> {
    return this.settings.change(principal, id, body, precondition);
  }
}
