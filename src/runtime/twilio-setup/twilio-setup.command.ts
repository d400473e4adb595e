import { CarrierAccountClient } from '../../carrier/carrier-account.client.js';
import type { CarrierNumber } from '../../carrier/carrier-account.types.js';
import { AccountRequestError } from '../../carrier/carrier.errors.js';
import type { PrismaService } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { errorFields } from '../../common/logging/logger.js';
import { normalisePhone } from '../../common/validation/phone.js';
import { AuditLog } from '../../compliance/audit-log.service.js';
import type { Actor } from '../../compliance/compliance.types.js';
import type { Settings } from '../../config/settings.js';
import type { CommandContext } from '../command.runner.js';
import { twilioAt } from '../composition.builder.js';
import { withDatabase } from '../database.command.js';
import { OperatorError } from '../runtime.errors.js';
import { adviceOn } from './account-trouble.presenter.js';
import { chooseClinic, chooseNumber, type Choice } from './choices.policy.js';
import type { ClinicName } from './clinic-name.types.js';
import { changesFor, updateOf, type NumberChange } from './number-webhooks.policy.js';
import { addLine, clinicOf, listClinics } from './phone-lines.repository.js';
import { presentChanges } from './setup-plan.presenter.js';

export interface SetupOptions {
  /** As a person writes it. Without it the account's only number is taken. */
  number?: string;
  /** Name or id. Without it the only clinic is taken. */
  clinic?: string;
  /** Who runs this. */
  operator: Actor;
  /** Asks whether to go on, and is asked once, after everything was said. Null when there is nobody to ask. */
  confirm: ((question: string) => Promise<boolean>) | null;
}

type Context = Pick<CommandContext, 'settings' | 'clock' | 'print' | 'logger'>;

/**
 * `npm run twilio:setup`: brings a number's calls and texts to this server. Says everything that it is going to change
 * before it changes anything, here or at the carrier.
 *
 * @throws OperatorError with what to do about it.
 */
export async function setUpNumber(context: Context, options: SetupOptions): Promise<void> {
  const { account, publicUrl } = whatIsNeeded(context.settings);
  const carrier = new CarrierAccountClient(account);
  try {
    const number = settle(chooseNumber(await carrier.numbers(), wantedNumber(options.number)));
    await withDatabase(context, (database) => bringHome({ number, publicUrl, carrier, database }, context, options));
  } catch (error) {
    if (!(error instanceof AccountRequestError)) throw error;
    const { detail, fix } = adviceOn(error);
    throw new OperatorError(`${sentence(detail)}\nFix: ${fix}`);
  }
}

interface Line {
  number: CarrierNumber;
  publicUrl: string;
  carrier: CarrierAccountClient;
  database: PrismaService;
}

async function bringHome(line: Line, { print, clock, logger }: Context, options: SetupOptions): Promise<void> {
  const { number, publicUrl, carrier, database } = line;
  const { clinic, isNew } = await findClinic(database, number.number, options.clinic);
  const changes = changesFor(number.settings, publicUrl);
  if (changes.length === 0 && !isNew) {
    return print(`Nothing to change: ${number.number} is answered for ${clinic.name} at ${publicUrl}`);
  }
  announce(print, number.number, changes, isNew ? clinic : null);
  if (!options.confirm) {
    return print('Nothing was changed: there is no terminal to ask at. Run this again with --yes to go ahead.');
  }
  if (!(await options.confirm('Go ahead?'))) return print('Nothing was changed.');

  // The clinic first: a number that rings here and belongs to nobody would be told so.
  if (isNew)
    await addLine(database, AuditLog.on(database, logger), {
      number: number.number,
      clinicId: clinic.id as ClinicId,
      actor: options.operator,
      at: clock.now(),
    });
  if (changes.length > 0) await carrier.change(number.sid, updateOf(changes));
  const left = changesFor((await carrier.number(number.sid)).settings, publicUrl);
  if (left.length > 0) {
    const settings = left.map(({ setting }) => setting).join(', ');
    throw new OperatorError(
      `Twilio took the change, but these are still other than they should be: ${settings}.\n` +
        'Fix: set them in the console, and see whether somebody else changes this number at the same time.',
    );
  }
  print(`Done: ${number.number} is answered for ${clinic.name} at ${publicUrl}. \`npm run doctor\` checks the rest.`);
}

function announce(print: (line: string) => void, number: string, changes: NumberChange[], newFor: ClinicName | null) {
  if (changes.length > 0) print(`At Twilio, ${number} will be changed:`);
  for (const line of presentChanges(changes)) print(line);
  if (newFor) print(`In the database, ${number} will be added to the table phone_numbers, for ${newFor.name}.`);
}

async function findClinic(
  database: PrismaService,
  number: string,
  wanted: string | undefined,
): Promise<{ clinic: ClinicName; isNew: boolean }> {
  const [clinics, answering] = await Promise.all([listClinics(database), clinicOf(database, number)]).catch(
    (error: unknown) => {
      const { code, errorClass } = errorFields(error);
      throw new OperatorError(
        `The database can not be read (${code ?? errorClass}).\n` +
          'Fix: check DATABASE_URL and run `npm run db:migrate`; `npm run doctor` tells more.',
      );
    },
  );
  return { clinic: settle(chooseClinic(clinics, answering, wanted ?? null)), isNew: answering === null };
}

function whatIsNeeded(settings: Settings) {
  const { twilio, publicUrl, twilioApiUrl } = settings;
  if (!twilio) throw new OperatorError('TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN must be set: see .env.example.');
  if (publicUrl === undefined) {
    throw new OperatorError('PUBLIC_URL must be set to where Twilio reaches this server: see .env.example.');
  }
  if (publicUrl.startsWith('http:') && twilioApiUrl === undefined) {
    throw new OperatorError('PUBLIC_URL must be an https:// address: Twilio sends a call’s sound by wss:// only.');
  }
  return { account: twilioAt(settings, twilio), publicUrl };
}

function wantedNumber(text: string | undefined): string | null {
  if (text === undefined) return null;
  const number = normalisePhone(text);
  if (number === null) throw new OperatorError('--number takes a phone number with its country code: +15125550100');
  return number;
}

function settle<Value>(choice: Choice<Value>): Value {
  if (choice.kind === 'unclear') throw new OperatorError(choice.message);
  return choice.value;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
