import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { CalendarImportId } from '../common/ids/ids.js';
import { CalendarLinks } from './calendar-links.service.js';
import {
  CalendarLinkQuery,
  ImportChangeBody,
  ImportIdParam,
  ImportItem,
  ImportPage,
  NewImportBody,
} from './calendar-links.types.js';

@ApiTags('calendar imports')
@Controller('api/v1/calendar-imports')
export class CalendarImportsController {
  constructor(private readonly links: CalendarLinks) {}

  @Get()
  @Requires('schedules:read')
  @ApiOperation({
    summary: 'Calendars elsewhere that keep providers busy, and how their last reading went; the oldest first.',
  })
  @ApiOkResponse({ standardSchema: ImportPage })
  @ApiProblems(400)
  list(
    @Query({ schema: CalendarLinkQuery }) query: CalendarLinkQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<ImportItem>> {
    return this.links.listImports(principal, query);
  }

  @Post()
  @Requires('schedules:write')
  @ApiOperation({
    summary: 'Have a calendar elsewhere keep a provider busy. It is read at once, then every quarter of an hour.',
  })
  @ApiCreatedResponse({ standardSchema: ImportItem })
  @ApiOkResponse({
    standardSchema: ImportItem,
    description: 'The provider had an import of this address: it is that one.',
  })
  @ApiProblems(400, 404, 409)
  async add(
    @Body({ schema: NewImportBody }) body: NewImportBody,
    @CurrentClinic() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportItem> {
    const { isNew, item } = await this.links.addImport(principal, body);
    response.status(isNew ? 201 : 200);
    return item;
  }

  @Get(':id')
  @Requires('schedules:read')
  @ApiOperation({ summary: 'One import, and how its last reading went.' })
  @ApiOkResponse({ standardSchema: ImportItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: ImportIdParam }) id: CalendarImportId,
    @CurrentClinic() principal: Principal,
  ): Promise<ImportItem> {
    return this.links.getImport(principal, id);
  }

  @Patch(':id')
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({
    summary: 'Give an import another address, which is read at once. What was read before counts until then.',
  })
  @ApiOkResponse({ standardSchema: ImportItem })
  @ApiProblems(400, 404, 409)
  change(
    @Param('id', { schema: ImportIdParam }) id: CalendarImportId,
    @Body({ schema: ImportChangeBody }) body: ImportChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<ImportItem> {
    return this.links.changeImport(principal, id, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Remove an import. The time that it took is free, and its address is forgotten.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(
    @Param('id', { schema: ImportIdParam }) id: CalendarImportId,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.links.removeImport(principal, id, precondition);
  }
}
