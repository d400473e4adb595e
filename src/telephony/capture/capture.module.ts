import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CallCaptures } from './call-captures.service.js';
import { WebhookCapture } from './webhook-capture.interceptor.js';

/** The record of a call's messages on the wire. For every webhook of every feature, hence an interceptor of the app. */
@Module({
  providers: [CallCaptures, { provide: APP_INTERCEPTOR, useClass: WebhookCapture }],
  exports: [CallCaptures],
})
export class CaptureModule {}
