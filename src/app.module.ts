import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.js';
import { CalendarsModule } from './calendars/calendars.module.js';
import { CallsModule } from './calls/calls.module.js';
import { ClinicsModule } from './clinics/clinics.module.js';
import { CommonModule, type CommonSurroundings } from './common/common.module.js';
import { HttpModule } from './common/http/http.module.js';
import { FhirModule } from './fhir/fhir.module.js';
import type { AppConfig } from './config/app-config.js';
import { AuditChecksModule } from './compliance/audit-checks/audit-checks.module.js';
import { RetentionModule } from './compliance/retention/retention.module.js';
import { ConfigurationModule } from './config/configuration.module.js';
import { ConsoleModule } from './console/console.module.js';
import { ConversationModule } from './conversation/conversation.module.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { OpsModule } from './ops/ops.module.js';
import { OutboundModule } from './outbound/outbound.module.js';
import { RecallsModule } from './recalls/recalls.module.js';
import { RecordKeepersModule } from './record-keepers.module.js';
import { SchedulingModule } from './scheduling/scheduling.module.js';
import { ScheduleSetupModule } from './scheduling/setup/schedule-setup.module.js';
import { SearchModule } from './search/search.module.js';
import { StatisticsModule } from './statistics/statistics.module.js';
import { TelephonyModule } from './telephony/telephony.module.js';
import { WaitlistModule } from './waitlist/waitlist.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({})
export class AppModule {
  static register(config: AppConfig, surroundings: CommonSurroundings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.register(config),
        CommonModule.register(surroundings),
        HttpModule,
        AuthModule,
        IdempotencyModule,
        ClinicsModule,
        SchedulingModule,
        ScheduleSetupModule,
        CalendarsModule,
        MessagingModule,
        WaitlistModule,
        RecallsModule,
        RecordKeepersModule,
        RetentionModule,
        AuditChecksModule,
        StatisticsModule,
        CallsModule,
        OutboundModule,
        SearchModule,
        FhirModule,
        ConversationModule,
        TelephonyModule,
        WebhooksModule,
        OpsModule,
        ConsoleModule,
      ],
    };
  }
}
