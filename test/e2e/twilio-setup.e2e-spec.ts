import { SystemClock } from '../../src/common/clock/clock.js';
import { Logger } from '../../src/common/logging/logger.js';
import { parseSettings } from '../../src/config/settings.js';
import { setUpNumber, type SetupOptions } from '../../src/runtime/twilio-setup/twilio-setup.command.js';
import type { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import type { IncomingNumber } from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { buyNumber, openCarrierAccount } from '../support/carrier-numbers-bench.js';
import { openDemoDatabase } from '../support/demo-database.js';
import { ServerProcess } from '../support/server-process.js';
import { TEST_ENCRYPTION_KEYS, type TestDatabase } from '../support/test-database.js';
import { ACCOUNT_SID, AUTH_TOKEN } from '../support/test-line.js';

/** `npm run twilio:setup` against the simulated carrier's REST API: what it says, what it asks, and what is different after. */

const PUBLIC_URL = 'https://phone.example.com';
const ELSEWHERE = 'https://old.example.com/answer';
const NUMBER = '+15125550100';
const OURS = {
  voiceUrl: `${PUBLIC_URL}/twilio/voice`,
  voiceFallbackUrl: `${PUBLIC_URL}/twilio/voice/fallback`,
  statusCallbackUrl: `${PUBLIC_URL}/twilio/voice/status#rc=2&rp=all`,
  smsUrl: `${PUBLIC_URL}/twilio/sms#rc=2&rp=all`,
};

let database: TestDatabase;
let numbers: IncomingNumber[];
let number: IncomingNumber;
let carrier: CarrierRestServer;
let environment: Record<string, string>;

beforeEach(async () => {
  database = await openDemoDatabase();
  number = buyNumber(NUMBER, { voiceUrl: ELSEWHERE });
  numbers = [number];
  carrier = await openCarrierAccount(numbers);
  environment = {
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_API_URL: carrier.url,
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
    PUBLIC_URL,
    OPERATOR: 'ana',
  };
});
afterEach(async () => {
  await carrier.close();
  await database.close();
});

interface Run {
  printed: string;
  /** What the person was told to put right; null when all went well. */
  complaint: string | null;
  questions: number;
}

const OPERATOR = { kind: 'operator', id: 'ana' } as const;

/** @param answer what is typed at the question; null when there is nobody to ask. */
async function setUp(answer: 'yes' | 'no' | null, options: Partial<SetupOptions> = {}): Promise<Run> {
  const run: Run = { printed: '', complaint: null, questions: 0 };
  const confirm = () => {
    run.questions += 1;
    return Promise.resolve(answer === 'yes');
  };
  const context = {
    settings: parseSettings(environment, 'database'),
    clock: new SystemClock(),
    logger: Logger.create('silent'),
    print: (line: string) => void (run.printed += `${line}\n`),
  };
  await setUpNumber(context, { operator: OPERATOR, ...options, confirm: answer === null ? null : confirm }).catch(
    (error: Error) => (run.complaint = error.message),
  );
  expect(run.printed + run.complaint).not.toContain(AUTH_TOKEN);
  return run;
}

const line = () => database.prisma.phoneNumber.findUnique({ where: { number: NUMBER } });

describe('setting up a number', () => {
  it('says what changes, asks once, and then changes it at the carrier and in the database', async () => {
    const { printed, complaint, questions } = await setUp('yes');

    expect(complaint).toBeNull();
    expect(questions).toBe(1);
    expect(printed).toMatch(new RegExp(`voice_url +POST ${ELSEWHERE}\n +→ POST ${PUBLIC_URL}/twilio/voice\n`));
    expect(printed).toMatch(/phone_numbers, for .+\.\nDone: \+15125550100 is answered for/);
    expect(number).toMatchObject(OURS);
    expect(await line()).not.toBeNull();
    const added = await database.prisma.auditEntry.findMany({ where: { action: 'phone_number.added' } });
    expect(added).toMatchObject([{ actorKind: 'operator', actorId: 'ana', subjectId: NUMBER }]);
  });

  it('changes nothing when the answer is no', async () => {
    const before = { ...number };
    const { printed } = await setUp('no');

    expect(printed).toContain('Nothing was changed.');
    expect(number).toEqual(before);
    expect(await line()).toBeNull();
  });

  it('only shows what it would do when there is nobody to ask', async () => {
    const before = { ...number };
    const { printed, complaint } = await setUp(null);

    expect(complaint).toBeNull();
    expect(printed).toMatch(/voice_url[^]*Run this again with --yes/);
    expect(number).toEqual(before);
  });

  it('has nothing to do, and nothing to ask, the second time', async () => {
    await setUp('yes');
    const { printed, questions } = await setUp('yes');

    expect(questions).toBe(0);
    expect(printed).toMatch(/^Nothing to change: \+15125550100 is answered for/);
  });

  it('names what takes the calls away from the addresses, and clears it', async () => {
    Object.assign(number, OURS, { trunkSid: `TK${'1'.repeat(32)}`, smsApplicationSid: `AP${'2'.repeat(32)}` });
    const { printed } = await setUp('yes');

    expect(printed).toContain(`(TK${'1'.repeat(32)} is used instead of voice_url while it is set)`);
    expect(number).toMatchObject({ ...OURS, trunkSid: null, smsApplicationSid: null });
  });

  it('asks which number is meant when there are several', async () => {
    numbers.push(buyNumber('+15125550101'));
    expect((await setUp('yes')).complaint).toMatch(/--number:\n {2}\+15125550100\n {2}\+15125550101/);

    await setUp('yes', { number: '(512) 555-0101' });
    expect(numbers.map(({ voiceUrl }) => voiceUrl)).toEqual([ELSEWHERE, OURS.voiceUrl]);
  });
});

describe('setting up a number goes wrong', () => {
  it('in a sentence with a fix when the keys are wrong', async () => {
    environment.TWILIO_AUTH_TOKEN = 'not-the-token';
    const { complaint } = await setUp('yes');
    expect(complaint).toMatch(/^Twilio does not accept the keys \(error 20003\)\.\nFix: copy TWILIO_ACCOUNT_SID/);
    expect(complaint).not.toContain('not-the-token');
  });

  it('in a sentence with a fix when Twilio is in trouble', async () => {
    carrier.faults.order({ method: 'POST', path: /IncomingPhoneNumbers/, fault: { kind: 'refused', status: 503 } });
    expect((await setUp('yes')).complaint).toMatch(/^Twilio has trouble of its own \(error 20503\)\.\nFix: /);
    expect(number.voiceUrl).toBe(ELSEWHERE);
  });

  it('and is brought to its end by doing it again when Twilio’s answer got lost', async () => {
    carrier.faults.order({ method: 'POST', path: /IncomingPhoneNumbers/, fault: { kind: 'cut' } });
    expect((await setUp('yes')).complaint).toMatch(/^Twilio can not be reached from here/);
    expect((await setUp('yes')).printed).toMatch(/^Nothing to change/);
    expect(number).toMatchObject(OURS);
  });

  it('in a sentence with a fix when Twilio is not there', async () => {
    environment.TWILIO_API_URL = 'http://127.0.0.1:1';
    expect((await setUp('yes')).complaint).toMatch(/^Twilio can not be reached from here\.\nFix: check DNS/);
  });

  it('before anything is changed when the database can not be read', async () => {
    environment.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nothing';
    const { complaint } = await setUp('yes');
    expect(complaint).toMatch(/^The database can not be read .*\nFix: check DATABASE_URL/);
    expect(number.voiceUrl).toBe(ELSEWHERE);
  });

  it('when what is needed is not set', async () => {
    delete environment.PUBLIC_URL;
    expect((await setUp('yes')).complaint).toContain('PUBLIC_URL must be set');
  });
});

describe('npm run twilio:setup', () => {
  it('shows the plan in a script, and ends well', async () => {
    const command = ServerProcess.start(environment, 'twilio-setup.js');
    expect(await command.exited).toBe(0);
    expect(command.printed).toMatch(/will be changed:[^]*Run this again with --yes/);
  });

  it('ends with 1 and a sentence when it could not be done', async () => {
    const command = ServerProcess.start({ ...environment, TWILIO_AUTH_TOKEN: 'not-the-token' }, 'twilio-setup.js');
    expect(await command.exited).toBe(1);
    expect(command.printed).toMatch(/^Twilio does not accept the keys/);
  });
});
