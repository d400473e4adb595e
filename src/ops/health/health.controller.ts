import { Controller, Get, HttpStatus, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import type { Response } from 'express';
import { AgentRoster } from '../../agent/roster/agent-roster.js';
import { Public } from '../../common/http/access.decorators.js';
import { AppConfig } from '../../config/app-config.js';
import { ConversationService } from '../../conversation/conversation.service.js';
import { SyntheticCalls } from '../synthetic-calls/synthetic-calls.service.js';
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
    private readonly syntheticCalls: SyntheticCalls,
    private readonly config: AppConfig,
  ) {}

  /** The process runs and answers. Says nothing about what it depends on: restarting it would not mend that. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * Callers are better off with this process than without it: it answers the carrier with words, at least. What would be wrong with
   * every instance is told, and makes none of them unready.
   */
  @Get('ready')
  @HealthCheck()
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthCheckResult> {
    const result = await this.look();
    response.status(result.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return result;
  }

  /** Told, and no reason to leave: what is wrong with the whole line is wrong with every instance, and a caller may still get through. */
  private syntheticCall(): HealthIndicatorResult {
    const { last } = this.syntheticCalls;
    const told = { last: last?.result ?? 'none yet', at: last?.at.toString() ?? null };
    return this.indicators.check('synthetic_call').up(told);
  }

  /** Terminus throws what is not well; whoever looks at night is to read which part it is. */
  private async look(): Promise<HealthCheckResult> {
    const checks = this.health.check([
      async () => {
        const check = this.indicators.check('database');
        const state = await this.database.state();
        // One that does not answer, or refuses to write, is told, and no reason to leave either: callers would get no words at all
        // (docs/adr/0041).
        return state === 'behind'
          ? check.down(state)
          : check.up({ answers: state === 'up', writes: this.database.writes() });
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
      ...(this.syntheticCalls.areWanted ? [() => this.syntheticCall()] : []),
    ]);
    return checks.catch((error: unknown) => {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult;
      throw error;
    });
  }
}
