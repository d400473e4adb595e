import { Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS_METADATA, type Access } from '../common/http/access.decorators.js';
import { AccessUndeclaredError } from './auth.errors.js';

export interface Route {
  /** `Controller.method`. */
  name: string;
  /** `GET` and so on. */
  method: string;
  /** With its parameters, such as `/api/v1/calls/:callSid`. */
  path: string;
  /** Undefined where the route declares nothing. */
  access: Access | undefined;
}

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
    return this.routes()
      .filter(({ access }) => access === undefined)
      .map(({ name }) => name);
  }

  /** Every route that the process has. */
  routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, () => unknown>;
      const roots = pathsOf(metatype);
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
        const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS_METADATA, [handler, metatype]);
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
        return roots.flatMap((root) =>
          pathsOf(handler).map((path) => ({
            name: `${metatype.name}.${name}`,
            method,
            path: joined(root, path),
            access,
          })),
        );
      });
    });
  }
}

const pathsOf = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();

const joined = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
