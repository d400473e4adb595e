import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { FaqId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { Faqs } from './faqs.service.js';
import { FaqChange, FaqContent, FaqItem, FaqPage, FaqQuery } from './faqs.types.js';

@ApiTags('FAQs')
@Controller('api/v1/faqs')
export class FaqsController {
  constructor(private readonly faqs: Faqs) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'The questions that callers ask, with the answers that they get.' })
  @ApiOkResponse({ standardSchema: FaqPage })
  @ApiProblems(400)
  list(@Query({ schema: FaqQuery }) query: FaqQuery, @CurrentClinic() { clinicId }: Principal): Promise<Page<FaqItem>> {
    return this.faqs.list(clinicId, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({ summary: 'A question and its answer, for the calls from now on.' })
  @ApiCreatedResponse({ standardSchema: FaqItem })
  @ApiProblems(400)
  create(@Body({ schema: FaqContent }) body: FaqContent, @CurrentClinic() principal: Principal): Promise<FaqItem> {
    return this.faqs.create(principal, body);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'One question with its answer.' })
  @ApiOkResponse({ standardSchema: FaqItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<FaqItem> {
    return this.faqs.get(clinicId, id as FaqId);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Changes a question or its answer, or retires it.' })
  @ApiOkResponse({ standardSchema: FaqItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: FaqChange }) body: FaqChange,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<FaqItem> {
    return this.faqs.change(principal, id as FaqId, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Deletes a question with its answer.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  delete(
    @Param('id', { schema: rowId }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.faqs.delete(principal, id as FaqId, precondition);
  }
}
