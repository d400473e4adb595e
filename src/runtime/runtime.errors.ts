import { DomainError } from '../common/errors/domain.error.js';

/** The address to listen on belongs to another program, or to another instance of ours. */
export class PortTakenError extends DomainError {
  readonly code = 'runtime/port_taken';
  readonly kind = 'conflict';

  constructor(port: number, options?: ErrorOptions) {
    super(`port ${port} is in use by another program; PORT and METRICS_PORT choose other ones`, options);
  }
}

/** Demo data was asked for in production mode. */
export class ProductionDataError extends DomainError {
  readonly code = 'runtime/no_demo_data_in_production';
  readonly kind = 'forbidden';

  constructor() {
    super('production accepts no demo data');
  }
}

/** Something the person at the terminal can put right. The message is written for them and needs no name before it. */
export class OperatorError extends DomainError {
  readonly code = 'runtime/operator';
  readonly kind = 'invalid';
}
