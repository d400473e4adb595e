import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { RouteAccessCheck } from './route-access.service.js';

/** Who may call which route. Features declare access with the decorators of common/http, and import nothing from here. */
@Module({
  imports: [DiscoveryModule],
  providers: [ApiKeysRepository, RouteAccessCheck, { provide: APP_GUARD, useClass: AccessGuard }],
})
export class AuthModule {}
