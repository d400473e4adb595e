import { Controller, Get, HttpStatus, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import type { Response } from 'express';
import { AgentRoster } from '../../agent/roster/agent-roster.js';
import { Public } from '../../common/http/access.decorators.js';
import { AppConfig } from '../../config/app-config.js';
import { ConversationService } from '../../conversation/conversation.service.js';
import { DatabaseHealth } from './database-health.repository.js';
import { DiskHealth } from './disk-health.js';

@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: DatabaseHealth,
    private readonly disk: DiskHealth,
    private readonly agents: AgentRoster,
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
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthCheckResult> {
    const result = await this.look();
    response.status(result.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return result;
  }

  /** Terminus throws what is not well; whoever looks at night is to read which part it is. */
  private async look(): Promise<HealthCheckResult> {
    const checks = this.health.check([
      async () => {
        const check = this.indicators.check('database');
        const state = await this.database.state();
        return state === 'up' ? check.up() : check.down(state);
      },
      () => {
        const check = this.indicators.check('agent');
        if (this.config.agent.deepgram.apiKey === '') return check.down('not configured');
        // Told, and no reason to leave: a provider that is down is down for all instances, and callers would find none.
        return check.up({ circuits: this.agents.isAvailable ? 'closed' : 'open' });
      },
      async () => {
        const check = this.indicators.check('disk');
        return (await this.disk.hasRoom()) ? check.up() : check.down('full');
      },
      () => {
        const check = this.indicators.check('line');
        return this.conversations.isDraining ? check.down('draining') : check.up();
      },
    ]);
    return checks.catch((error: unknown) => {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult;
      throw error;
    });
  }
}
