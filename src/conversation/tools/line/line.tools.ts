import { Injectable } from '@nestjs/common';
import type { Tool, ToolGroup, ToolSession } from '../tool.types.js';
import { declineRecordingTool } from './decline-recording.tool.js';
import { endCallTool } from './end-call.tool.js';
import { requestKeypadEntryTool } from './request-keypad-entry.tool.js';
import { switchLanguageTool } from './switch-language.tool.js';
import { transferToHumanTool } from './transfer-to-human.tool.js';

/** The call itself: who speaks with whom, how, and for how long. */
@Injectable()
export class LineTools implements ToolGroup {
  forCall({ profile, agent, scope }: ToolSession): Tool[] {
    const somebodyCanBeRung = profile.deskNumber !== null || profile.onCallNumber !== null;
    return [
      ...(somebodyCanBeRung ? [transferToHumanTool(scope.deskAnswers)] : []),
      requestKeypadEntryTool(),
      ...(scope.recorded ? [declineRecordingTool()] : []),
      ...(agent.languages.length > 1 ? [switchLanguageTool(agent.languages)] : []),
      endCallTool(),
    ];
  }
}
