import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../../common/http/etag.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import { RetentionRules } from './retention-rules.service.js';
import { KindParam, RuleBody, RuleItem, RuleListQuery, RulePage } from './retention-rules.types.js';

@ApiTags('retention')
@Controller('api/v1/retention-rules')
export class RetentionRulesController {
  constructor(private readonly rules: RetentionRules) {}

  @Get()
  @Requires('retention:read')
  @ApiOperation({ summary: 'How long each kind of record is kept.' })
  @ApiOkResponse({ standardSchema: RulePage })
  @ApiProblems(400)
  list(
    @Query({ schema: RuleListQuery }) query: RuleListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<RuleItem>> {
    return this.rules.list(clinicId, query);
  }

  @Get(':kind')
  @Requires('retention:read')
  @ApiOperation({ summary: 'How long one kind of record is kept.' })
  @ApiOkResponse({ standardSchema: RuleItem })
  @ApiProblems(400, 404)
  show(
    @Param('kind', { schema: KindParam }) kind: string,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<RuleItem> {
    return this.rules.get(clinicId, kind);
  }

  @Put(':kind')
  @Requires('retention:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Choose how long one kind of record is kept. What is older goes with the next daily run.' })
  @ApiOkResponse({ standardSchema: RuleItem })
  @ApiProblems(400, 404, 409)
  set(
    @Param('kind', { schema: KindParam }) kind: string,
    @Body({ schema: RuleBody }) body: RuleBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<RuleItem> {
    return this.rules.set(principal, { kind, ...body }, precondition);
  }
}
