import { CareTools } from '../../src/conversation/tools/care/care.tools.js';
import { DeskTools } from '../../src/conversation/tools/desk/desk.tools.js';
import { IdentityTools } from '../../src/conversation/tools/identity/identity.tools.js';
import { KnowledgeTools } from '../../src/conversation/tools/knowledge/knowledge.tools.js';
import { LineTools } from '../../src/conversation/tools/line/line.tools.js';
import { SchedulingTools } from '../../src/conversation/tools/scheduling/scheduling.tools.js';
import { Toolbox } from '../../src/conversation/tools/toolbox.service.js';
import { VisitTools } from '../../src/conversation/tools/visits/visits.tools.js';

const idle = <Group>(Kind: new (...services: never[]) => Group): Group => new Kind();

/** Every tool there is, with nothing behind it: for what is said of tools, not for what they do. */
export const idleToolbox = (): Toolbox =>
  new Toolbox(
    idle(CareTools),
    idle(SchedulingTools),
    idle(IdentityTools),
    idle(VisitTools),
    idle(KnowledgeTools),
    idle(DeskTools),
    idle(LineTools),
  );
