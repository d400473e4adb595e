import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS_METADATA } from '../common/http/access.decorators.js';
import { AccessUndeclaredError } from './auth.errors.js';

/** Stops start-up when a route forgot to declare who may call it, so that the fault is not found by its first visitor. */
@Injectable()
export class RouteAccessCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws AccessUndeclaredError with every such route. */
  onApplicationBootstrap(): void {
    const undeclared = this.undeclaredRoutes();
    if (undeclared.length > 0) throw new AccessUndeclaredError(undeclared);
  }

  /** Routes as `Controller.method`. */
  undeclaredRoutes(): string[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, () => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => {
          const handler = prototype[name];
          if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return false;
          return !this.reflector.getAllAndOverride(ACCESS_METADATA, [handler, metatype]);
        })
        .map((name) => `${metatype.name}.${name}`);
    });
  }
}
