import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { ApiKeys } from './api-keys.service.js';
import {
  ApiKeyChangeBody,
  ApiKeyItem,
  ApiKeyListQuery,
  ApiKeyPage,
  CreatedApiKey,
  IdParam,
  NewApiKeyBody,
} from './api-keys.types.js';

@ApiTags('API keys')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @Requires('keys:read')
  @ApiOperation({ summary: 'The keys that were not revoked, the newest first.' })
  @ApiOkResponse({ standardSchema: ApiKeyPage })
  @ApiProblems(400)
  list(
    @Query({ schema: ApiKeyListQuery }) query: ApiKeyListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<ApiKeyItem>> {
    return this.keys.list(clinicId, query);
  }

  @Get(':id')
  @Requires('keys:read')
  @ApiOperation({ summary: 'One key that was not revoked.' })
  @ApiOkResponse({ standardSchema: ApiKeyItem })
  @ApiProblems(400, 404)
  show(@Param('id', { schema: IdParam }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<ApiKeyItem> {
    return this.keys.get(clinicId, id);
  }

  @Post()
  @Requires('keys:write')
  @ApiOperation({
    summary: 'A new key, with no more than its maker may do, and for no longer. For a year unless it is said.',
  })
  @ApiCreatedResponse({ standardSchema: CreatedApiKey })
  @ApiProblems(400)
  create(
    @Body({ schema: NewApiKeyBody }) body: NewApiKeyBody,
    @CurrentClinic() principal: Principal,
  ): Promise<CreatedApiKey> {
    return this.keys.create(principal, body);
  }

  @Patch(':id')
  @Requires('keys:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Name a key anew, or change when it expires. Not one that may do more than you.' })
  @ApiOkResponse({ standardSchema: ApiKeyItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: IdParam }) id: string,
    @Body({ schema: ApiKeyChangeBody }) body: ApiKeyChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<ApiKeyItem> {
    return this.keys.change(principal, id, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('keys:write')
  @TakesIfMatch()
  @ApiOperation({
    summary:
      'Revoke a key. It opens nothing from the next request on. Not one that may do more than you, but always yourself.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  revoke(
    @Param('id', { schema: IdParam }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.keys.revoke(principal, id, precondition);
  }
}
