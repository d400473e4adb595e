import { Injectable } from '@nestjs/common';
import { KnowledgeService } from '../../../knowledge/knowledge.service.js';
import type { Tool, ToolGroup, ToolSession } from '../tool.types.js';
import { answerQuestionTool } from './answer-question.tool.js';
import { clinicInformationTool } from './clinic-information.tool.js';

/** What the clinic says about itself. */
@Injectable()
export class KnowledgeTools implements ToolGroup {
  constructor(private readonly knowledge: KnowledgeService) {}

  forCall({ agent }: ToolSession): Tool[] {
    return [clinicInformationTool(), answerQuestionTool(this.knowledge, agent.languages)];
  }
}
