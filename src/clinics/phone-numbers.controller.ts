import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { PhoneNumbers } from './phone-numbers.service.js';
import { NewNumberBody, NumberItem, NumberPage, NumberParam, NumberQuery } from './phone-numbers.types.js';

@ApiTags('phone numbers')
@Controller('api/v1/phone-numbers')
export class PhoneNumbersController {
  constructor(private readonly numbers: PhoneNumbers) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'The lines that the receptionist answers.' })
  @ApiOkResponse({ standardSchema: NumberPage })
  @ApiProblems(400)
  list(
    @Query({ schema: NumberQuery }) query: NumberQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<NumberItem>> {
    return this.numbers.list(clinicId, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({
    summary:
      'Takes back a line that the clinic has given up. Which numbers are whose is said by whoever runs the server.',
  })
  @ApiCreatedResponse({ standardSchema: NumberItem })
  @ApiProblems(400, 403, 409)
  add(
    @Body({ schema: NewNumberBody }) { number }: NewNumberBody,
    @CurrentClinic() principal: Principal,
  ): Promise<NumberItem> {
    return this.numbers.add(principal, number);
  }

  @Get(':number')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'Whether a number is a line of this clinic.' })
  @ApiOkResponse({ standardSchema: NumberItem })
  @ApiProblems(400, 404)
  get(
    @Param('number', { schema: NumberParam }) number: string,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<NumberItem> {
    return this.numbers.get(clinicId, number);
  }

  @Delete(':number')
  @HttpCode(204)
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Gives a line up. Its callers hear that the number is not in use.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(
    @Param('number', { schema: NumberParam }) number: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.numbers.remove(principal, number, precondition);
  }
}
