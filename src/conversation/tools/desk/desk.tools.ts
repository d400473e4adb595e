import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../../common/database/prisma.service.js';
import { DeskTasks } from '../../../desk/desk-tasks.service.js';
import type { Tool, ToolGroup } from '../tool.types.js';
import { DeskPad } from './desk-pad.js';
import { noteInsuranceTool } from './note-insurance.tool.js';
import { requestFollowUpTool } from './request-follow-up.tool.js';
import { takeMessageTool } from './take-message.tool.js';

/** What is left to the people at the desk. */
@Injectable()
export class DeskTools implements ToolGroup {
  private readonly pad: DeskPad;

  constructor(database: PrismaService, tasks: DeskTasks) {
    this.pad = new DeskPad(database, tasks);
  }

  forCall(): Tool[] {
    return [takeMessageTool(this.pad), requestFollowUpTool(this.pad), noteInsuranceTool(this.pad)];
  }
}
