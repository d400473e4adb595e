import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { AccessGuard } from './access.guard.js';
import { AccessReviewController } from './access-review.controller.js';
import { AccessReviewRepository } from './access-review.repository.js';
import { AccessReviews } from './access-review.service.js';
import { AccountsRepository } from './accounts.repository.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeys } from './api-keys.service.js';
import { AuthMetrics } from './auth.metrics.js';
import { BreakGlassAccessesController } from './break-glass-accesses.controller.js';
import { BreakGlassAccessesRepository } from './break-glass-accesses.repository.js';
import { BreakGlassAccesses } from './break-glass-accesses.service.js';
import { BreakGlass } from './break-glass.service.js';
import { Credentials } from './credentials.service.js';
import { Door } from './door.service.js';
import { Identification } from './identification.service.js';
import { Invitations } from './invitations.service.js';
import { Joining } from './joining.service.js';
import { NewPasswords } from './new-passwords.service.js';
import { PasswordCost, USUAL_COST } from './password-hash.js';
import { RouteAccessCheck } from './route-access.service.js';
import { SecondFactorCare } from './second-factor-care.service.js';
import { SecondFactor } from './second-factor.service.js';
import { SessionController } from './session.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { Sessions } from './sessions.service.js';
import { SignInTriesRepository } from './sign-in-tries.repository.js';
import { SignInTries } from './sign-in-tries.service.js';
import { SignIn } from './sign-in.service.js';
import { StaffController } from './staff.controller.js';
import { StaffRepository } from './staff.repository.js';
import { Staff } from './staff.service.js';

/** Who may call which route. Features declare access with the decorators of common/http, and import nothing from here. */
@Module({
  imports: [ComplianceModule, DiscoveryModule],
  controllers: [
    AccessReviewController,
    ApiKeysController,
    BreakGlassAccessesController,
    SessionController,
    StaffController,
  ],
  providers: [
    AccessReviewRepository,
    AccessReviews,
    AccountsRepository,
    ApiKeys,
    ApiKeysRepository,
    AuthMetrics,
    BreakGlass,
    BreakGlassAccesses,
    BreakGlassAccessesRepository,
    Credentials,
    Door,
    Identification,
    Invitations,
    Joining,
    NewPasswords,
    RouteAccessCheck,
    SecondFactor,
    SecondFactorCare,
    Sessions,
    SessionsRepository,
    SignIn,
    SignInTries,
    SignInTriesRepository,
    Staff,
    StaffRepository,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: PasswordCost, useValue: USUAL_COST },
  ],
})
export class AuthModule {}
