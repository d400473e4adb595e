import { DomainError } from '../common/errors/domain.error.js';

/** The clinic has no answer with that id. */
export class FaqNotFoundError extends DomainError {
  readonly code = 'knowledge/faq_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such answer');
  }
}

/** The clinic lists no price with that id. */
export class PriceNotFoundError extends DomainError {
  readonly code = 'knowledge/price_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such price');
  }
}

/** The clinic has a price for that service. Change that one. */
export class PriceListedError extends DomainError {
  readonly code = 'knowledge/price_listed';
  readonly kind = 'conflict';

  constructor() {
    super('there is a price for this service');
  }
}

/** The clinic lists no insurance plan with that id. */
export class PlanNotFoundError extends DomainError {
  readonly code = 'knowledge/plan_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such plan');
  }
}

/** The clinic lists a plan of that name. Change that one. */
export class PlanListedError extends DomainError {
  readonly code = 'knowledge/plan_listed';
  readonly kind = 'conflict';

  constructor() {
    super('there is a plan of this name');
  }
}
