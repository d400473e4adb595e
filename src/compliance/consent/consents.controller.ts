import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import { rowId } from '../../common/validation/row-id.types.js';
import { ConsentRecords } from './consent-records.service.js';
import {
  ConsentItem,
  ConsentPage,
  ConsentQuery,
  ConsentSearch,
  LastConsents,
  NewConsentBody,
} from './consent-records.types.js';
import type { ConsentId } from './consent.types.js';

@ApiTags('consents')
@Controller('api/v1/consents')
export class ConsentsController {
  constructor(private readonly consents: ConsentRecords) {}

  @Get()
  @Requires('consents:read')
  @ApiOperation({ summary: 'What people agreed to, refused, or were told, the newest first.' })
  @ApiOkResponse({ standardSchema: ConsentPage })
  @ApiProblems(400)
  list(
    @Query({ schema: ConsentQuery }) query: ConsentQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<ConsentItem>> {
    return this.consents.list(principal, query);
  }

  @Post()
  @Requires('consents:write')
  @ApiOperation({
    summary: 'Enter what somebody has agreed to, or taken back, on a form or by word. It stays for good.',
  })
  @ApiCreatedResponse({ standardSchema: ConsentItem })
  @ApiProblems(400)
  create(
    @Body({ schema: NewConsentBody }) body: NewConsentBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ConsentItem> {
    return this.consents.add(principal, body);
  }

  @Post('search')
  @HttpCode(200)
  // Who asks by a number asks about a person, whatever is shown of them.
  @Requires('consents:read', 'patients:read')
  @ApiOperation({ summary: 'The last word under a number, on each purpose or on one.' })
  @ApiOkResponse({ standardSchema: LastConsents })
  @ApiProblems(400)
  search(
    @Body({ schema: ConsentSearch }) body: ConsentSearch,
    @CurrentClinic() principal: Principal,
  ): Promise<LastConsents> {
    return this.consents.search(principal, body);
  }

  @Get(':id')
  @Requires('consents:read')
  @ApiOperation({ summary: 'One of them.' })
  @ApiOkResponse({ standardSchema: ConsentItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<ConsentItem> {
    return this.consents.get(principal, id as ConsentId);
  }
}
