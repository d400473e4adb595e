/**
 * - `warning`: calls work, but not everything does, or not for long.
 * - `failed`: calls don't work.
 * - `skipped`: there was nothing to examine, or it could not be told: see `detail`.
 */
export type Status = 'ok' | 'warning' | 'failed' | 'skipped';

/** What a check found. Nothing in it is about a patient, and no secret is. */
export interface Finding {
  status: Status;
  detail: string;
  /** What to do about it. */
  fix: string | null;
}

export interface CheckResult extends Finding {
  name: string;
}

export const ok = (detail: string): Finding => ({ status: 'ok', detail, fix: null });
export const warning = (detail: string, fix: string): Finding => ({ status: 'warning', detail, fix });
export const failed = (detail: string, fix: string): Finding => ({ status: 'failed', detail, fix });
export const skipped = (detail: string): Finding => ({ status: 'skipped', detail, fix: null });
