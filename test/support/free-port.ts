import { FreePorts, type PortRange } from '../../src/common/network/free-port.js';

const FIRST = 20_000;
/** From here on the processes look that tests start (`free-port.ts` of the product). */
const END = 28_000;
const WORKERS_AT_MOST = 16;
/** Jest numbers the workers of `npm test` like those of the system set that runs beside it. */
const BEGINS_WITH = process.env.TEST_PRIORITY === 'low' ? WORKERS_AT_MOST / 2 : 0;

/** Each worker of Jest has ports of its own: between being found and being listened on, a port isn't offered to another one. */
function ofThisWorker(): PortRange {
  const size = (END - FIRST) / WORKERS_AT_MOST;
  const first = FIRST + ((BEGINS_WITH + Number(process.env.JEST_WORKER_ID) - 1) % WORKERS_AT_MOST) * size;
  return { first, end: first + size };
}

const ports = new FreePorts(ofThisWorker());

/** A loopback port that nobody listens on, for a server that must know its address before it has one. */
export const freePort = (): Promise<number> => ports.next();
