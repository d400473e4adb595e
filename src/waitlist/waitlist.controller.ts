import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { WaitlistEntryId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { WaitlistRecords } from './waitlist-records.service.js';
import {
  NewWaitlistEntryBody,
  WaitlistEntryDetail,
  WaitlistPage,
  WaitlistQuery,
  type WaitlistEntryItem,
} from './waitlist-records.types.js';

@ApiTags('waitlist entries')
@Controller('api/v1/waitlist-entries')
export class WaitlistController {
  constructor(private readonly waitlist: WaitlistRecords) {}

  @Get()
  @Requires('appointments:read')
  @ApiOperation({ summary: 'Who wants to come earlier, or at all, in the order in which they get offers.' })
  @ApiOkResponse({ standardSchema: WaitlistPage })
  @ApiProblems(400)
  list(
    @Query({ schema: WaitlistQuery }) query: WaitlistQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<WaitlistEntryItem>> {
    return this.waitlist.list(principal, query);
  }

  @Post()
  @Requires('appointments:write')
  @ApiOperation({
    summary: 'Put a patient on the list: they are offered the next time that suits by a text to their number.',
  })
  @ApiCreatedResponse({ standardSchema: WaitlistEntryDetail })
  @ApiOkResponse({
    standardSchema: WaitlistEntryDetail,
    description: 'They were on the list for this type: they keep their place, with what they want now.',
  })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: NewWaitlistEntryBody }) body: NewWaitlistEntryBody,
    @CurrentClinic() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WaitlistEntryDetail> {
    const { isNew, entry } = await this.waitlist.add(principal, body);
    response.status(isNew ? 201 : 200);
    return entry;
  }

  @Get(':id')
  @Requires('appointments:read')
  @ApiOperation({ summary: 'One entry, with what its patient was offered.' })
  @ApiOkResponse({ standardSchema: WaitlistEntryDetail })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<WaitlistEntryDetail> {
    return this.waitlist.get(principal, id as WaitlistEntryId);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('appointments:write')
  @ApiOperation({ summary: 'They want no other time any more. An offer that is out is withdrawn.' })
  @ApiOkResponse({ standardSchema: WaitlistEntryDetail })
  @ApiProblems(400, 404, 409)
  withdraw(
    @Param('id', { schema: rowId }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<WaitlistEntryDetail> {
    return this.waitlist.withdraw(principal, id as WaitlistEntryId);
  }
}
