import type { LoggerService } from '@nestjs/common';
import { errorFields, type Logger } from './logger.js';

/**
 * Nest's own messages. Only trouble is passed on, as its component and class: the texts are free-form and may quote what
 * they choked on, and the start-up chatter says nothing an operator needs.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  error(message: unknown, ...rest: unknown[]): void {
    const error = message instanceof Error ? message : rest.find((part) => part instanceof Error);
    this.logger.error('framework.error', { ...component(rest), ...(error ? errorFields(error) : {}) });
  }

  warn(_message: unknown, ...rest: unknown[]): void {
    this.logger.warn('framework.warning', component(rest));
  }

  log(): void {}
}

function component(rest: unknown[]): { component?: string } {
  const last = rest.at(-1);
  return typeof last === 'string' && /^\w{1,60}$/.test(last) ? { component: last } : {};
}
