import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../../common/http/etag.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import type { ProviderId } from '../../common/ids/ids.js';
import { Providers } from './providers.service.js';
import { NewProviderBody, ProviderChange, ProviderItem, ProviderPage, ProviderQuery } from './providers.types.js';
import { ProviderIdParam } from './setup-fields.types.js';

@ApiTags('providers')
@Controller('api/v1/providers')
export class ProvidersController {
  constructor(private readonly providers: Providers) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'Dentists, hygienists and assistants, by name.' })
  @ApiOkResponse({ standardSchema: ProviderPage })
  @ApiProblems(400)
  list(
    @Query({ schema: ProviderQuery }) query: ProviderQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<ProviderItem>> {
    return this.providers.list(principal, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({ summary: 'Somebody new. They work at no time until they are given working hours.' })
  @ApiCreatedResponse({ standardSchema: ProviderItem })
  @ApiProblems(400)
  create(
    @Body({ schema: NewProviderBody }) body: NewProviderBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ProviderItem> {
    return this.providers.add(principal, body);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'One provider.' })
  @ApiOkResponse({ standardSchema: ProviderItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: ProviderIdParam }) id: ProviderId,
    @CurrentClinic() principal: Principal,
  ): Promise<ProviderItem> {
    return this.providers.get(principal, id);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({
    summary:
      'Change some of a provider. Visits that are booked stay as they are; a role that types of visit need stays, too.',
  })
  @ApiOkResponse({ standardSchema: ProviderItem })
  @ApiProblems(400, 404, 409)
  change(
    @Param('id', { schema: ProviderIdParam }) id: ProviderId,
    @Body({ schema: ProviderChange }) body: ProviderChange,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<ProviderItem> {
    return this.providers.change(principal, id, body, precondition);
  }
}
