import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Call } from '../calls/calls.types.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import { OutboundSwitchboard, type OutboundLine } from '../outbound/outbound-line.port.js';
import { LineService } from './line.service.js';

/** Carries the conversations of calls that we placed, as those of callers. */
@Injectable()
export class PlacedLine implements OutboundLine, OnModuleInit {
  constructor(
    private readonly switchboard: OutboundSwitchboard,
    private readonly line: LineService,
    private readonly clinics: ClinicsService,
  ) {}

  onModuleInit(): void {
    this.switchboard.plugIn(this);
  }

  async connect(call: Call): Promise<string> {
    const { twiml } = await this.line.connect(await this.clinics.get(call.clinicId), call);
    return twiml;
  }

  ended(call: Call): Promise<void> {
    return this.line.ended(call);
  }
}
