import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { ConversationService } from '../../conversation/conversation.service.js';

/**
 * Has whoever keeps a connection open to a process that ends ask on a new one: a balancer of connections then finds another
 * instance, where it would otherwise stay with this one.
 */
@Injectable()
export class LeavingMiddleware implements NestMiddleware {
  constructor(private readonly conversations: ConversationService) {}

  use(_request: Request, response: Response, next: NextFunction): void {
    if (this.conversations.isDraining) response.setHeader('connection', 'close');
    next();
  }
}
