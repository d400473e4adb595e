import { Injectable } from '@nestjs/common';
import { CareTools } from './care/care.tools.js';
import { DeskTools } from './desk/desk.tools.js';
import { IdentityTools } from './identity/identity.tools.js';
import { KnowledgeTools } from './knowledge/knowledge.tools.js';
import { LineTools } from './line/line.tools.js';
import { SchedulingTools } from './scheduling/scheduling.tools.js';
import type { Tool, ToolGroup, ToolSession } from './tool.types.js';
import { VisitTools } from './visits/visits.tools.js';

/** Whatever a profile allows, a call can be ended, its caller understood, and nobody in danger is left without advice. */
const ALWAYS = ['end_call', 'switch_language', 'urgent_care'];

/** The catalogue: which tools a call of this clinic has. */
@Injectable()
export class Toolbox {
  private readonly groups: readonly ToolGroup[];

  constructor(
    care: CareTools,
    scheduling: SchedulingTools,
    identity: IdentityTools,
    visits: VisitTools,
    knowledge: KnowledgeTools,
    desk: DeskTools,
    line: LineTools,
  ) {
    this.groups = [care, scheduling, identity, visits, knowledge, desk, line];
  }

  forCall(session: ToolSession): Tool[] {
    const tools = this.groups.flatMap((group) => group.forCall(session));
    const allowed = session.agent.tools && new Set<string>([...session.agent.tools, ...ALWAYS]);
    return allowed ? tools.filter(({ name }) => allowed.has(name)) : tools;
  }
}
