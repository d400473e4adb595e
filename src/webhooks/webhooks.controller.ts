import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { WebhookDeliveries } from './deliveries.service.js';
import { DeliveryDetail } from './deliveries.types.js';
import { WebhookEndpoints } from './endpoints.service.js';
import {
  NewWebhookBody,
  WebhookChangeBody,
  WebhookIdParam,
  WebhookItem,
  WebhookPage,
  WebhookQuery,
  WebhookWithSecret,
} from './endpoints.types.js';

@ApiTags('webhooks')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
  ) {}

  @Get()
  @Requires('webhooks:read')
  @ApiOperation({ summary: 'The endpoints that are told what happens, the oldest first.' })
  @ApiOkResponse({ standardSchema: WebhookPage })
  @ApiProblems(400)
  list(
    @Query({ schema: WebhookQuery }) query: WebhookQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<WebhookItem>> {
    return this.endpoints.list(principal, query);
  }

  @Post()
  @Requires('webhooks:write')
  @ApiOperation({ summary: 'A new endpoint. The answer holds the secret that signs what it is sent.' })
  @ApiCreatedResponse({ standardSchema: WebhookWithSecret })
  @ApiProblems(400, 409)
  create(
    @Body({ schema: NewWebhookBody }) body: NewWebhookBody,
    @CurrentClinic() principal: Principal,
  ): Promise<WebhookWithSecret> {
    return this.endpoints.create(principal, body);
  }

  @Get(':id')
  @Requires('webhooks:read')
  @ApiOperation({ summary: 'One endpoint, and whether it works.' })
  @ApiOkResponse({ standardSchema: WebhookItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: WebhookIdParam }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<WebhookItem> {
    return this.endpoints.get(principal, id);
  }

  @Patch(':id')
  @Requires('webhooks:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Change an endpoint, or switch it off or on again.' })
  @ApiOkResponse({ standardSchema: WebhookItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: WebhookIdParam }) id: string,
    @Body({ schema: WebhookChangeBody }) body: WebhookChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<WebhookItem> {
    return this.endpoints.change(principal, id, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('webhooks:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Remove an endpoint. What is on its way to it is cancelled.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(
    @Param('id', { schema: WebhookIdParam }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.endpoints.remove(principal, id, precondition);
  }

  @Post(':id/secret')
  @HttpCode(200)
  @Requires('webhooks:write')
  @ApiOperation({ summary: 'A new secret. The one before signs, too, for 24 hours.' })
  @ApiOkResponse({ standardSchema: WebhookWithSecret })
  @ApiProblems(400, 404)
  rotateSecret(
    @Param('id', { schema: WebhookIdParam }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<WebhookWithSecret> {
    return this.endpoints.rotateSecret(principal, id);
  }

  @Post(':id/test')
  @HttpCode(202)
  @Requires('webhooks:write')
  @ApiOperation({ summary: 'Send the endpoint an event of the type `webhook.test`.' })
  @ApiAcceptedResponse({ standardSchema: DeliveryDetail })
  @ApiProblems(400, 404, 409)
  test(
    @Param('id', { schema: WebhookIdParam }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<DeliveryDetail> {
    return this.deliveries.test(principal, id);
  }
}
