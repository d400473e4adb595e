import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/database/prisma.service.js';
import { AccountsRepository, type Account } from './accounts.repository.js';
import { AuthMetrics } from './auth.metrics.js';
import { hashPassword, isOutdated, isPasswordOf, nobodysHash, PasswordCost } from './password-hash.js';
import { SignInTries, type Tried } from './sign-in-tries.service.js';

export interface PasswordTry {
  /** In lower case. */
  email: string;
  password: string;
  /** The network address that it comes from. */
  address: string;
}

/** `account`: whose password was tried, for the audit trail; null when nobody has this e-mail address. */
export type PasswordVerdict = { matches: true; account: Account } | { matches: false; account: Account | null };

/** Says whether a password is somebody's. */
@Injectable()
export class Credentials {
  private readonly nobodys: string;

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly tries: SignInTries,
    private readonly database: PrismaService,
    private readonly metrics: AuthMetrics,
    private readonly cost: PasswordCost,
  ) {
    this.nobodys = nobodysHash(cost);
  }

  /** What a new password is stored as. */
  hash(password: string): Promise<string> {
    return hashPassword(password, this.cost);
  }

  /**
   * An unknown address, a wrong password and one that is not looked at because of too many failures cost the same: each does what
   * the right one does, down to one run of scrypt, and nobody can tell them apart by waiting. A locked network costs none, whoever
   * it asks for, and so learns of nobody. For whoever has come through the door.
   *
   * @throws TooManyFailuresError
   */
  async check({ email, password, address }: PasswordTry): Promise<PasswordVerdict> {
    const tried: Tried[] = [
      { thing: 'email', value: email },
      { thing: 'address', value: address },
    ];
    const { allowed, account } = await this.database.acrossClinics(async (tx) => ({
      allowed: await this.tries.begin(tx, tried),
      account: await this.accounts.byEmail(tx, email),
    }));
    const stored = allowed && account ? account.passwordHash : null;
    const isRight = await this.run(password, stored ?? this.nobodys);
    if (!account || stored === null || !isRight) return { matches: false, account };
    await this.database.acrossClinics(async (tx) => {
      await this.tries.succeeded(tx, tried);
      if (isOutdated(stored, this.cost)) await this.accounts.setPassword(tx, account.id, await this.hash(password));
    });
    return { matches: true, account };
  }

  private run(password: string, stored: string): Promise<boolean> {
    this.metrics.passwordChecks.inc();
    return isPasswordOf(password, stored);
  }
}
