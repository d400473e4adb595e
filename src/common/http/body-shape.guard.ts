import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { InvalidInputError } from '../errors/domain.error.js';
import { bodyShapeFault } from './body-shape.policy.js';

/** Looks at a body before anything goes down into it: signatures, schemas, what is compared for an `Idempotency-Key`. */
@Injectable()
export class BodyShapeGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const fault = bodyShapeFault(context.switchToHttp().getRequest<Request>().body);
    if (fault !== null) throw new InvalidInputError([{ field: '', detail: fault }]);
    return true;
  }
}
