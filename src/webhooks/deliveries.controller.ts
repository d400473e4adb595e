import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { WebhookDeliveries } from './deliveries.service.js';
import { DeliveryDetail, DeliveryIdParam, DeliveryPage, DeliveryQuery, type DeliveryItem } from './deliveries.types.js';

@ApiTags('webhook deliveries')
@Controller('api/v1/webhook-deliveries')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @Get()
  @Requires('webhooks:read')
  @ApiOperation({ summary: 'What was sent to endpoints in the last 30 days, the newest first.' })
  @ApiOkResponse({ standardSchema: DeliveryPage })
  @ApiProblems(400)
  list(
    @Query({ schema: DeliveryQuery }) query: DeliveryQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<DeliveryItem>> {
    return this.deliveries.list(principal, query);
  }

  @Get(':id')
  @Requires('webhooks:read')
  @ApiOperation({ summary: 'One delivery, with its tries.' })
  @ApiOkResponse({ standardSchema: DeliveryDetail })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: DeliveryIdParam }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<DeliveryDetail> {
    return this.deliveries.get(principal, id);
  }

  @Post(':id/replay')
  @HttpCode(202)
  @Requires('webhooks:write')
  @ApiOperation({ summary: 'Send the same event once more, with the same id. The answer is the new delivery.' })
  @ApiAcceptedResponse({ standardSchema: DeliveryDetail })
  @ApiProblems(400, 404, 409)
  replay(
    @Param('id', { schema: DeliveryIdParam }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<DeliveryDetail> {
    return this.deliveries.replay(principal, id);
  }
}
