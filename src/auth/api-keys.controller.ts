import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { ApiKeys } from './api-keys.service.js';
import { ApiKeyList, CreatedApiKey, IdParam, NewApiKeyBody } from './api-keys.types.js';

@ApiTags('API keys')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @Requires('keys:read')
  @ApiOperation({ summary: 'The keys that were not revoked, the newest first.' })
  @ApiOkResponse({ standardSchema: ApiKeyList })
  async list(@CurrentClinic() { clinicId }: Principal): Promise<ApiKeyList> {
    return { items: await this.keys.list(clinicId) };
  }

  @Post()
  @Requires('keys:write')
  @ApiOperation({ summary: 'A new key, with no more than its maker may do.' })
  @ApiCreatedResponse({ standardSchema: CreatedApiKey })
  @ApiProblems(400)
  create(
    @Body({ schema: NewApiKeyBody }) body: NewApiKeyBody,
    @CurrentClinic() principal: Principal,
  ): Promise<CreatedApiKey> {
    return this.keys.create(principal, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('keys:write')
  @ApiOperation({ summary: 'Revoke a key. It opens nothing from the next request on.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  revoke(@Param('id', { schema: IdParam }) id: string, @CurrentClinic() principal: Principal): Promise<void> {
    return this.keys.revoke(principal, id);
  }
}
