import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import { CallCaptures } from './call-captures.service.js';

const capturesWith = (capture?: AppConfig['capture']) =>
  new CallCaptures({ capture } as AppConfig, new ManualClock(), Logger.create('silent'));

it('capturing that is off leaves no trace on a socket', () => {
  const send = () => undefined;
  const socket = Object.assign(new EventEmitter(), { send, close: send });
  capturesWith().watch(socket as unknown as WebSocket);
  expect(socket.eventNames()).toEqual([]);
  expect(socket.send).toBe(send);
});

it('names files by nothing but the carrier’s own ids', () => {
  const captures = capturesWith({ dir: '/nowhere', audio: 'scrambled' });
  for (const CallSid of ['../../etc/passwd', `CA${'0'.repeat(31)}/`, '', undefined]) {
    expect(captures.webhook('/twilio/voice', { CallSid })).toBeNull();
  }
});
