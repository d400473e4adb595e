import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import { CallsService } from '../calls/calls.service.js';
import { Clock } from '../common/clock/clock.js';
import { Logger } from '../common/logging/logger.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { CallCaptures } from './capture/call-captures.service.js';
import { MediaStreamSession } from './media-stream.session.js';
import { TelephonyMetrics } from './telephony.metrics.js';
import { MEDIA_PATH } from '../carrier/twilio-request.js';

/** Where the carrier's media sockets arrive. Their upgrade has been checked by the adapter (media-ws.adapter.ts). */
@WebSocketGateway({ path: MEDIA_PATH })
export class MediaStreamGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    private readonly calls: CallsService,
    private readonly conversations: ConversationService,
    private readonly clock: Clock,
    private readonly metrics: TelephonyMetrics,
    private readonly log: Logger,
    private readonly captures: CallCaptures,
  ) {}

  handleConnection(socket: WebSocket): void {
    const { calls, conversations, clock, metrics, log } = this;
    this.captures.watch(socket);
    new MediaStreamSession(socket, { calls, conversations, clock, metrics, log });
  }
}
