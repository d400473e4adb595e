import type { Clock } from '../../common/clock/clock.js';
import type { EnvironmentReview } from '../../config/environment-review.js';
import { checkClocks } from './clocks.check.js';
import { openDatabase } from './database-access.js';
import {
  checkBtreeGist,
  checkDatabase,
  checkEncryptionKeys,
  checkLines,
  checkLogin,
  checkMigrations,
  readLines,
} from './database.checks.js';
import { checkDeepgram, checkFallback } from './deepgram.check.js';
import type { CheckResult } from './doctor.types.js';
import { Examination } from './examination.js';
import { checkDisk, checkEnvironment, checkNode } from './machine.checks.js';
import { checkModel } from './model.check.js';
import { checkMediaSocket, checkPublicAddress, checkSignature } from './public-address.checks.js';
import { checkSpeech } from './speech.check.js';
import { findSubject } from './subject.js';
import { checkAccount, checkNumbers } from './twilio.checks.js';

/** Twilio's client alone takes 5 s for an answer; whoever waits at a terminal does not want to wait much longer. */
const LIMIT_MS = 10_000;
/** An embedded database that does not run is started first. */
const EMBEDDED_LIMIT_MS = 60_000;

/**
 * Examines everything that a call needs, in the order in which it is best put right. Calls and texts nobody and changes
 * nothing. In the demo it examines the server that `npm start` runs.
 */
export async function examine(review: EnvironmentReview, clock: Clock): Promise<CheckResult[]> {
  const subject = await findSubject(review, clock);
  const opened = openDatabase(subject);
  const lines = readLines(opened);
  const examination = new Examination(clock);
  const limitMs = LIMIT_MS;
  const databaseLimitMs = subject.standIns.database ? EMBEDDED_LIMIT_MS : LIMIT_MS;

  examination.start({ name: 'Node', limitMs, examine: checkNode });
  examination.start({ name: 'Environment', limitMs, examine: () => checkEnvironment(subject) });
  examination.start({ name: 'Disk', limitMs, examine: () => checkDisk(subject) });

  const database = examination.start({
    name: 'Database',
    limitMs: databaseLimitMs,
    examine: () => checkDatabase(subject, opened),
  });
  const onDatabase = { limitMs, after: database };
  examination.start({ name: 'Login', ...onDatabase, examine: () => checkLogin(subject, opened) });
  examination.start({ name: 'Extension', ...onDatabase, examine: () => checkBtreeGist(opened) });
  examination.start({ name: 'Migrations', ...onDatabase, examine: () => checkMigrations(opened) });
  examination.start({ name: 'Encryption', ...onDatabase, examine: () => checkEncryptionKeys(subject, opened) });
  examination.start({ name: 'Phone lines', ...onDatabase, examine: () => checkLines(lines) });

  const address = examination.start({
    name: 'Public address',
    limitMs,
    examine: (signal) => checkPublicAddress(subject, signal),
  });
  const throughIt = { limitMs, after: address };
  examination.start({ name: 'Signature', ...throughIt, examine: (signal) => checkSignature(subject, signal) });
  examination.start({ name: 'Media socket', ...throughIt, examine: (signal) => checkMediaSocket(subject, signal) });

  const account = examination.start({ name: 'Twilio account', limitMs, examine: () => checkAccount(subject) });
  examination.start({
    name: 'Twilio number',
    limitMs: databaseLimitMs, // it waits for the database's answer
    after: account,
    examine: () => checkNumbers(subject, lines),
  });
  const deepgram = examination.start({
    name: 'Deepgram',
    limitMs,
    examine: (signal) => checkDeepgram(subject, signal),
  });
  const withIt = { limitMs, after: deepgram };
  examination.start({ name: 'Fallback', ...withIt, examine: (signal) => checkFallback(subject, signal) });
  examination.start({ name: 'Speech', ...withIt, examine: (signal) => checkSpeech(subject, signal) });
  examination.start({ name: 'Language model', limitMs, examine: (signal) => checkModel(subject, signal) });
  examination.start({
    name: 'Clocks',
    limitMs: databaseLimitMs,
    examine: (signal) => checkClocks(subject, opened, signal),
  });

  const results = await examination.results();
  await opened.then(
    (access) => access?.close(),
    () => undefined,
  );
  return results;
}
