import { Injectable } from '@nestjs/common';
import { Logger } from '../../../common/logging/logger.js';
import { FindingService } from '../../../scheduling/finding.service.js';
import { SlotOffersRepository } from '../scheduling/slot-offers.repository.js';
import type { Tool, ToolGroup, ToolSession } from '../tool.types.js';
import { soonestVisits, urgentCareTool } from './urgent-care.tool.js';

/** What can not wait. */
@Injectable()
export class CareTools implements ToolGroup {
  constructor(
    private readonly finding: FindingService,
    private readonly offers: SlotOffersRepository,
    private readonly log: Logger,
  ) {}

  forCall({ profile, scope }: ToolSession): Tool[] {
    return [urgentCareTool(profile, scope.books, soonestVisits(profile, this.finding, this.offers, this.log))];
  }
}
