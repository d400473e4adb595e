import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../../common/http/etag.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import type { OperatoryId } from '../../common/ids/ids.js';
import { Operatories } from './operatories.service.js';
import {
  NewOperatoryBody,
  OperatoryChange,
  OperatoryIdParam,
  OperatoryItem,
  OperatoryPage,
  OperatoryQuery,
} from './operatories.types.js';

@ApiTags('operatories')
@Controller('api/v1/operatories')
export class OperatoriesController {
  constructor(private readonly operatories: Operatories) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'Rooms and chairs, by name.' })
  @ApiOkResponse({ standardSchema: OperatoryPage })
  @ApiProblems(400)
  list(
    @Query({ schema: OperatoryQuery }) query: OperatoryQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<OperatoryItem>> {
    return this.operatories.list(principal, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({ summary: 'A new room or chair. Visits are booked in it from now on.' })
  @ApiCreatedResponse({ standardSchema: OperatoryItem })
  @ApiProblems(400)
  create(
    @Body({ schema: NewOperatoryBody }) body: NewOperatoryBody,
    @CurrentClinic() principal: Principal,
  ): Promise<OperatoryItem> {
    return this.operatories.add(principal, body);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'One operatory.' })
  @ApiOkResponse({ standardSchema: OperatoryItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: OperatoryIdParam }) id: OperatoryId,
    @CurrentClinic() principal: Principal,
  ): Promise<OperatoryItem> {
    return this.operatories.get(principal, id);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Change some of an operatory. Visits that are booked stay in it.' })
  @ApiOkResponse({ standardSchema: OperatoryItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: OperatoryIdParam }) id: OperatoryId,
    @Body({ schema: OperatoryChange }) body: OperatoryChange,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<OperatoryItem> {
    return this.operatories.change(principal, id, body, precondition);
  }
}
