import { SERVER_FAULTS } from '../../support/chaos-cases.js';
import { playFaults } from '../../support/chaos-rounds.js';
import { ServedChaosLine } from '../../support/served-chaos-line.js';

playFaults(SERVER_FAULTS, (callers, wishes) => ServedChaosLine.open(callers, wishes));
