import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PrismaService } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { CurrentClinic, RequiresApiKey, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { OutboundCalls } from './outbound-calls.service.js';
import {
  IdempotencyKey,
  OrderBody,
  OutboundCallItem,
  OutboundCallParam,
  type OutboundCall,
  type OutboundCallId,
} from './outbound.types.js';

@ApiTags('outbound calls')
@Controller('api/v1')
export class OutboundCallsController {
  constructor(
    private readonly outbound: OutboundCalls,
    private readonly database: PrismaService,
  ) {}

  @Post('calls')
  @HttpCode(202)
  @RequiresApiKey()
  @ApiOperation({ summary: 'Have somebody called. Consent, quiet hours and caps are looked at when it is due.' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same order with the same key is one order.',
  })
  @ApiAcceptedResponse({ standardSchema: OutboundCallItem })
  @ApiProblems(400, 409)
  async order(
    @Body({ schema: OrderBody }) body: OrderBody,
    @Headers('idempotency-key') header: string | undefined,
    @CurrentClinic() { clinicId, actorId }: Principal,
  ): Promise<OutboundCallItem> {
    // Keys of clients and keys of the product's own parts never meet.
    const idempotencyKey = `api:${idempotencyKeyIn(header)}`;
    const actor = { kind: 'api_key', id: actorId } as const;
    const order = await this.database.$transaction((tx) =>
      this.outbound.order(tx, { ...body, clinicId, idempotencyKey, actor }),
    );
    const { callSid } = await this.outbound.find(order);
    return toItem(order, callSid);
  }

  @Get('outbound-calls/:id')
  @RequiresApiKey()
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

function idempotencyKeyIn(header: string | undefined): string {
  if (header === undefined) return randomUUID();
  const read = IdempotencyKey.safeParse(header);
  if (read.success) return read.data;
  throw new InvalidInputError(read.error.issues.map(({ message }) => ({ field: 'Idempotency-Key', detail: message })));
}

const toItem = (order: OutboundCall, callSid: string | null): OutboundCallItem => ({
  id: order.id,
  purpose: order.purpose,
  status: order.status,
  reason: order.reason,
  attempts: order.attempts,
  maxAttempts: order.maxAttempts,
  dueAt: order.dueAt.toString(),
  callSid,
  createdAt: order.createdAt.toString(),
});
