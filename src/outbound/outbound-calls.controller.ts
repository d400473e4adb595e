import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PrismaService } from '../common/database/prisma.service.js';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { idempotencyKeyOf } from './idempotency-key.js';
import { OutboundCalls } from './outbound-calls.service.js';
import { OrderBody, OutboundCallItem, OutboundCallParam, toItem, type OutboundCallId } from './outbound.types.js';

@ApiTags('outbound calls')
@Controller('api/v1')
export class OutboundCallsController {
  constructor(
    private readonly outbound: OutboundCalls,
    private readonly database: PrismaService,
  ) {}

  @Post('calls')
  @HttpCode(202)
  @Requires('calls:write')
  @ApiOperation({ summary: 'Have somebody called. Consent, quiet hours and caps are looked at when it is due.' })
  @ApiAcceptedResponse({ standardSchema: OutboundCallItem })
  @ApiProblems(400, 409)
  async order(
    @Body({ schema: OrderBody }) body: OrderBody,
    @Headers('idempotency-key') header: string | undefined,
    @CurrentClinic() { clinicId, actor }: Principal,
  ): Promise<OutboundCallItem> {
    const idempotencyKey = idempotencyKeyOf(header);
    const order = await this.database.inClinic(clinicId, (tx) =>
      this.outbound.order(tx, { ...body, clinicId, idempotencyKey, actor }),
    );
    const { callSid } = await this.outbound.find(order);
    return toItem(order, callSid);
  }

  @Get('outbound-calls/:id')
  @Requires('calls:read')
  @ApiOperation({ summary: 'What became of an order to call somebody.' })
  @ApiOkResponse({ standardSchema: OutboundCallItem })
  @ApiProblems(400, 404)
  async follow(
    @Param('id', { schema: OutboundCallParam }) id: string,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<OutboundCallItem> {
    const { order, callSid } = await this.outbound.find({ clinicId, id: id as OutboundCallId });
    return toItem(order, callSid);
  }
}
