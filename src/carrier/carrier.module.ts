import { Module } from '@nestjs/common';
import { CarrierClient } from './carrier.client.js';
import { CarrierMetrics } from './carrier.metrics.js';
import { CarrierReports } from './carrier-reports.service.js';
import { ForgeryLimiter } from './forgery.limiter.js';
import { RecordedAudioClient } from './recorded-audio.client.js';

/** What every part that deals with the carrier needs: its signature on webhooks, and its REST API. */
@Module({
  providers: [ForgeryLimiter, CarrierClient, CarrierMetrics, CarrierReports, RecordedAudioClient],
  exports: [ForgeryLimiter, CarrierClient, CarrierMetrics, CarrierReports, RecordedAudioClient],
})
export class CarrierModule {}
