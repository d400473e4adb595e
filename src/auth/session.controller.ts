import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public, Requires, RequiresSession } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { cookieForm, type CookieForm } from '../common/http/session-cookie.policy.js';
import { AppConfig } from '../config/app-config.js';
import { SessionInvalidError, SessionNeededError } from './auth.errors.js';
import { BreakGlass } from './break-glass.service.js';
import { Identification } from './identification.service.js';
import { SecondFactor } from './second-factor.service.js';
import { Sessions } from './sessions.service.js';
import {
  BreakGlassBody,
  CodeBody,
  Enrolment,
  PasswordBody,
  RecoveryCodes,
  SessionItem,
  SignInBody,
} from './sessions.types.js';
import { SignIn } from './sign-in.service.js';

/** What somebody does about their own session. */
@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  private readonly cookie: CookieForm;

  constructor(
    private readonly identification: Identification,
    private readonly entrance: SignIn,
    private readonly sessions: Sessions,
    private readonly factor: SecondFactor,
    private readonly glass: BreakGlass,
    config: AppConfig,
  ) {
    this.cookie = cookieForm(config.publicUrl);
  }

  @Post()
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in. The answer sets the cookie of the session.' })
  @ApiOkResponse({ standardSchema: SessionItem })
  @ApiProblems(400, 401, 403, 429)
  async signIn(
    @Body({ schema: SignInBody }) body: SignInBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionItem> {
    // Nobody is signed in by a page that wants them to work in its own author's account.
    this.identification.refuseForeign(request);
    const { token } = await this.entrance.signIn(body, request.ip ?? '');
    this.keep(response, token);
    return this.sessions.show(token);
  }

  @Get()
  @RequiresSession()
  @ApiOperation({ summary: 'Who is signed in, where, and what they may do now.' })
  @ApiOkResponse({ standardSchema: SessionItem })
  show(@Req() request: Request): Promise<SessionItem> {
    return this.sessions.show(this.tokenOf(request));
  }

  @Delete()
  @HttpCode(204)
  @RequiresSession()
  @ApiOperation({ summary: 'Sign out.' })
  @ApiNoContentResponse()
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.end(this.tokenOf(request));
    response.clearCookie(this.cookie.name, this.attributes());
  }

  @Put('password')
  @HttpCode(204)
  @RequiresSession()
  @ApiOperation({ summary: 'Change the password. All other sessions of the account end.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 429)
  changePassword(@Body({ schema: PasswordBody }) body: PasswordBody, @Req() request: Request): Promise<void> {
    return this.entrance.changePassword(this.tokenOf(request), body, request.ip ?? '');
  }

  @Post('second-factor')
  @HttpCode(200)
  @RequiresSession()
  @ApiOperation({ summary: 'Give a code of the second factor. The session gets another cookie.' })
  @ApiOkResponse({ standardSchema: SessionItem })
  @ApiProblems(400, 429)
  async passSecondFactor(
    @Body({ schema: CodeBody }) { code }: CodeBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionItem> {
    const { token } = await this.factor.pass(this.tokenOf(request), code, request.ip ?? '');
    this.keep(response, token);
    return this.sessions.show(token);
  }

  @Post('second-factor/enrolment')
  @HttpCode(200)
  @RequiresSession()
  @ApiOperation({ summary: 'A new second factor. It counts once a code of it is confirmed.' })
  @ApiOkResponse({ standardSchema: Enrolment })
  @ApiProblems(409)
  enrol(@Req() request: Request): Promise<Enrolment> {
    return this.factor.enrol(this.tokenOf(request));
  }

  @Post('second-factor/confirmation')
  @HttpCode(200)
  @RequiresSession()
  @ApiOperation({ summary: 'Confirm the new second factor with a code of it.' })
  @ApiOkResponse({ standardSchema: RecoveryCodes })
  @ApiProblems(400, 409, 429)
  async confirm(
    @Body({ schema: CodeBody }) { code }: CodeBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecoveryCodes> {
    const { token, recoveryCodes } = await this.factor.confirm(this.tokenOf(request), code, request.ip ?? '');
    this.keep(response, token);
    return { recoveryCodes };
  }

  @Post('break-glass')
  @HttpCode(200)
  @Requires('break_glass:open')
  @ApiOperation({ summary: 'Open access beyond the role, for an hour at most and with a reason that stays.' })
  @ApiOkResponse({ standardSchema: SessionItem })
  @ApiProblems(400, 409)
  async breakGlass(
    @Body({ schema: BreakGlassBody }) body: BreakGlassBody,
    @Req() request: Request,
  ): Promise<SessionItem> {
    const token = this.tokenOf(request);
    await this.glass.open(token, body);
    return this.sessions.show(token);
  }

  @Delete('break-glass')
  @HttpCode(204)
  @RequiresSession()
  @ApiOperation({ summary: 'End it before its time.' })
  @ApiNoContentResponse()
  endBreakGlass(@Req() request: Request): Promise<void> {
    return this.glass.end(this.tokenOf(request));
  }

  private tokenOf(request: Request): string {
    // A key beside the cookie is what let the request in.
    if (request.headers.authorization !== undefined) throw new SessionNeededError();
    const token = this.identification.sessionToken(request);
    if (token === null) throw new SessionInvalidError();
    return token;
  }

  /** Until the browser closes: when the session ends is the server's to say. */
  private keep(response: Response, token: string): void {
    response.cookie(this.cookie.name, token, this.attributes());
  }

  private attributes() {
    return { httpOnly: true, sameSite: 'lax', path: '/', secure: this.cookie.secure } as const;
  }
}
