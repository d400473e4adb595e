import { DomainError } from '../common/errors/domain.error.js';

/** No task of this clinic has that id. Raised by the tasks API; a task of another clinic answers the same. */
export class DeskTaskNotFoundError extends DomainError {
  readonly code = 'desk/task_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such task');
  }
}
