import { DATABASE_FAULTS } from '../../support/chaos-cases.js';
import { playFaults } from '../../support/chaos-rounds.js';

playFaults(DATABASE_FAULTS);
