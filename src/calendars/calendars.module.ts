import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { CalendarReader } from './calendar-reader.js';
import { CalendarReadings } from './calendar-readings.service.js';
import { CalendarClient } from './calendar.client.js';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { CalendarImportsController } from './calendar-imports.controller.js';
import { CalendarLinks } from './calendar-links.service.js';
import { CalendarsController } from './calendars.controller.js';
import { CalendarsMetrics } from './calendars.metrics.js';
import { FeedsRepository } from './feeds.repository.js';
import { CalendarFeeds } from './feeds.service.js';
import { ImportsRepository } from './imports.repository.js';
import { CalendarImports } from './imports.service.js';

/** iCalendar: providers' time out to calendar apps, and busy time in from calendars elsewhere. */
@Module({
  imports: [ClinicsModule, ComplianceModule, DeskModule, JobsModule, SchedulingModule],
  controllers: [CalendarsController, CalendarFeedsController, CalendarImportsController],
  providers: [
    CalendarLinks,
    CalendarFeeds,
    FeedsRepository,
    CalendarImports,
    CalendarReadings,
    CalendarClient,
    CalendarReader,
    CalendarsMetrics,
    ImportsRepository,
  ],
  exports: [CalendarFeeds, CalendarImports],
})
export class CalendarsModule {}
