import { Injectable } from '@nestjs/common';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { PasswordRefusedError } from './auth.errors.js';

/** What somebody who guesses would try first. */
export interface Surroundings {
  email: string;
  /** The person's own, and those of the clinics they work for. */
  names: readonly string[];
}

/** Enough to outlast many years of tries at sign-in, and to make a stolen hash expensive. */
const MIN_GUESSES = 10 ** 8;
/** The time it takes grows with the length, and calls are waiting: what begins like this is judged by its beginning. */
const JUDGED_CHARACTERS = 40;
const PRODUCT = 'crownline';

/** Says whether a password that somebody wants is fit to be one. */
@Injectable()
export class NewPasswords {
  private judging: Promise<ZxcvbnFactory> | null = null;

  /** @throws PasswordRefusedError */
  async check(wanted: string, surroundings: Surroundings): Promise<void> {
    const judge = await (this.judging ??= loadJudge());
    const password = wanted.normalize('NFKC');
    if (judge.check(password).guesses < MIN_GUESSES) throw new PasswordRefusedError('common');
    if (judge.check(password, wordsOf(surroundings)).guesses < MIN_GUESSES) throw new PasswordRefusedError('personal');
  }
}

/** The lists take some megabytes, and most processes never see a new password. */
async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Judge }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new Judge({ dictionary, graphs, maxLength: JUDGED_CHARACTERS });
}

/** The address, the names, and their parts, as they stand and written together. */
function wordsOf({ email, names }: Surroundings): string[] {
  const texts = [email, ...email.split('@'), ...names].map((text) => text.toLowerCase());
  const parts = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const together = texts.map((text) => text.replace(/[^\p{L}\p{N}]+/gu, ''));
  return [...new Set([PRODUCT, ...texts, ...together, ...parts])].filter((word) => word.length > 2);
}
