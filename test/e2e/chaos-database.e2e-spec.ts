import '../support/in-virtual-time.js';
import { DATABASE_FAULTS, PROVIDER_FAULTS } from '../support/chaos-cases.js';
import { playFaults } from '../support/chaos-rounds.js';
import { LinkedChaosLine } from '../support/linked-chaos-line.js';

playFaults([[...DATABASE_FAULTS, ...PROVIDER_FAULTS]], (callers, wishes) => LinkedChaosLine.open(callers, wishes));
