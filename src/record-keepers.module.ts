import { Module } from '@nestjs/common';
import { KeptCalls } from './calls/kept-calls.repository.js';
import { KeptRecordings } from './calls/kept-recordings.repository.js';
import { CarrierModule } from './carrier/carrier.module.js';
import { KeptBlockedNumbers } from './clinics/kept-blocked-numbers.repository.js';
import { RecordsModule } from './compliance/records/records.module.js';
import { KeptDeskTasks } from './desk/kept-desk-tasks.repository.js';
import { KeptAnswers } from './idempotency/kept-answers.repository.js';
import { KeptAttempts } from './identity/kept-attempts.repository.js';
import { KeptTexts } from './messaging/kept-texts.repository.js';
import { KeptOrders } from './outbound/kept-orders.repository.js';
import { KeptPatients } from './patients/kept-patients.repository.js';
import { KeptRecalls } from './recalls/kept-recalls.repository.js';
import { KeptVisits } from './scheduling/kept-visits.repository.js';
import { KeptWaiting } from './waitlist/kept-waiting.repository.js';

/**
 * Everybody who keeps something of people. Apart from the features' own modules, so that a command can work on the records without
 * taking calls or jobs. In the order of an archive for a person.
 */
@Module({
  imports: [RecordsModule, CarrierModule],
  providers: [
    KeptPatients,
    KeptVisits,
    KeptRecalls,
    KeptWaiting,
    KeptCalls,
    KeptRecordings,
    KeptTexts,
    KeptDeskTasks,
    KeptOrders,
    KeptAttempts,
    KeptBlockedNumbers,
    KeptAnswers,
  ],
  exports: [RecordsModule],
})
export class RecordKeepersModule {}
