import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CarrierClient } from '../carrier/carrier.client.js';
import { CarrierRequestError } from '../carrier/carrier.errors.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { CallSid, ClinicId } from '../common/ids/ids.js';
import { AppConfig } from '../config/app-config.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { CallProgress } from './call-progress.service.js';
import { DialClaims } from './dial-claims.service.js';
import { addressesOf } from './outbound-webhook.protocol.js';
import { dialJob } from './outbound.jobs.js';
import type { OutboundCall, OutboundCallId, OutboundKey } from './outbound.types.js';

const RING_SECONDS = 30;

/** Dials orders that are due. */
@Injectable()
export class Dialler implements OnModuleInit {
  constructor(
    private readonly claims: DialClaims,
    private readonly progress: CallProgress,
    private readonly carrier: CarrierClient,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(dialJob, ({ clinicId, id }) =>
      this.dial({ clinicId: clinicId as ClinicId, id: id as OutboundCallId }),
    );
  }

  /** Dials the order if it is due and nothing stands against it. */
  async dial(key: OutboundKey): Promise<void> {
    // The carrier counts by account: the last dial of any clinic says when the next one is.
    const order = await this.database.acrossClinics((tx) => this.claims.claim(tx, key));
    if (!order) return;
    const turnInMs = order.dueAt.epochMilliseconds - this.clock.now().epochMilliseconds;
    if (turnInMs > 0) await this.clock.sleep(turnInMs);
    try {
      await this.progress.placed(order, await this.place(order));
    } catch (error) {
      if (!(error instanceof CarrierRequestError)) throw error; // the row says `dialling`: it is not dialled again
      await this.database.inClinic(order.clinicId, (tx) => this.claims.putBack(tx, order, error));
    }
  }

  private async place(order: OutboundCall): Promise<CallSid> {
    const addresses = addressesOf(this.config.publicUrl, order);
    const { callSid } = await this.carrier.placeCall({
      from: order.ourNumber,
      to: order.theirNumber,
      url: addresses.answered,
      statusCallback: addresses.status,
      amdStatusCallback: addresses.machineDetection,
      ringSeconds: RING_SECONDS,
    });
    return callSid as CallSid;
  }
}
