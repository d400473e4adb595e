import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Public } from '../../common/http/access.decorators.js';
import { AppConfig } from '../../config/app-config.js';
import { ConversationService } from '../../conversation/conversation.service.js';
import { DatabaseHealth } from './database-health.repository.js';

@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: DatabaseHealth,
    private readonly conversations: ConversationService,
    private readonly config: AppConfig,
  ) {}

  /** The process runs and answers. Says nothing about what it depends on: restarting it would not mend that. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** This process can take calls now. */
  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      async () => {
        const check = this.indicators.check('database');
        return (await this.database.answers()) ? check.up() : check.down('no answer');
      },
      () => {
        const check = this.indicators.check('agent');
        return this.config.agent.deepgram.apiKey !== '' ? check.up() : check.down('not configured');
      },
      () => {
        const check = this.indicators.check('line');
        return this.conversations.isDraining ? check.down('draining') : check.up();
      },
    ]);
  }
}
