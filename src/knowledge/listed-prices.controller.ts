import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { rowId } from '../common/validation/row-id.types.js';
import { ListedPrices } from './listed-prices.service.js';
import {
  NewPriceBody,
  PriceChangeBody,
  PriceItem,
  PricePage,
  PriceQuery,
  type PriceId,
} from './listed-prices.types.js';

@ApiTags('listed prices')
@Controller('api/v1/listed-prices')
export class ListedPricesController {
  constructor(private readonly prices: ListedPrices) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'What callers are told about prices, by service.' })
  @ApiOkResponse({ standardSchema: PricePage })
  @ApiProblems(400)
  list(
    @Query({ schema: PriceQuery }) query: PriceQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<PriceItem>> {
    return this.prices.list(clinicId, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({ summary: 'A price to be told from now on.' })
  @ApiCreatedResponse({ standardSchema: PriceItem })
  @ApiProblems(400, 409)
  create(
    @Body({ schema: NewPriceBody }) body: NewPriceBody,
    @CurrentClinic() principal: Principal,
  ): Promise<PriceItem> {
    return this.prices.create(principal, body);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'One price.' })
  @ApiOkResponse({ standardSchema: PriceItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<PriceItem> {
    return this.prices.get(clinicId, id as PriceId);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Changes what is told about a price.' })
  @ApiOkResponse({ standardSchema: PriceItem })
  @ApiProblems(400, 404, 409)
  change(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: PriceChangeBody }) body: PriceChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<PriceItem> {
    return this.prices.change(principal, id as PriceId, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Takes a price off the list: callers are told that the desk knows.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  delete(
    @Param('id', { schema: rowId }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.prices.delete(principal, id as PriceId, precondition);
  }
}
