import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { MessageItem, MessagePage, MessageParam, MessageQuery, NewMessageBody } from './message-list.types.js';
import { Messages } from './messages.service.js';

@ApiTags('messages')
@Controller('api/v1/messages')
export class MessagesController {
  constructor(private readonly messages: Messages) {}

  @Get()
  @Requires('messages:read')
  @ApiOperation({ summary: 'Texts that the clinic has sent and received, the newest first.' })
  @ApiOkResponse({ standardSchema: MessagePage })
  @ApiProblems(400)
  list(
    @Query({ schema: MessageQuery }) query: MessageQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<MessageItem>> {
    return this.messages.list(principal, query);
  }

  @Post()
  @HttpCode(202)
  @Requires('messages:write')
  @ApiOperation({ summary: 'Texts somebody who has not refused texts. What becomes of it is in its `status`.' })
  @ApiAcceptedResponse({ standardSchema: MessageItem })
  @ApiProblems(400, 409)
  send(
    @Body({ schema: NewMessageBody }) body: NewMessageBody,
    @CurrentClinic() principal: Principal,
  ): Promise<MessageItem> {
    return this.messages.send(principal, body);
  }

  @Get(':id')
  @Requires('messages:read')
  @ApiOperation({ summary: 'One text, with what became of it.' })
  @ApiOkResponse({ standardSchema: MessageItem })
  @ApiProblems(400, 404)
  show(@Param('id', { schema: MessageParam }) id: string, @CurrentClinic() principal: Principal): Promise<MessageItem> {
    return this.messages.get(principal, id);
  }
}
