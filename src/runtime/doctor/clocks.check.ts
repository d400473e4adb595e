import { CarrierAccountClient } from '../../carrier/carrier-account.client.js';
import { skewMs, type ClockReading } from './clock-skew.policy.js';
import { query, type DatabaseAccess } from './database-access.js';
import { failed, ok, skipped, type Finding } from './doctor.types.js';
import { get } from './http.probe.js';
import type { Subject } from './subject.js';

/** Tokens and opening hours are judged by this machine's clock, and by that of every other instance. */
const TOLERATED_MS = 3000;

/** Compares this machine's clock with every other one that can be asked. Who doesn't answer is told elsewhere. */
export async function checkClocks(
  subject: Subject,
  opened: Promise<DatabaseAccess | null>,
  signal: AbortSignal,
): Promise<Finding> {
  const { clock, publicUrl, twilio } = subject;
  const read = async (name: string, resolutionMs: number, ask: () => Promise<number | null>) => {
    const sentMs = clock.now().epochMilliseconds;
    const shownMs = await ask();
    const receivedMs = clock.now().epochMilliseconds;
    return shownMs === null ? null : { clock: name, shownMs, resolutionMs, sentMs, receivedMs };
  };
  const answers = await Promise.allSettled([
    opened.then(
      (access) =>
        access &&
        query(access.url, (client) =>
          read('database', 1, async () => {
            const { rows } = await client.query<{ ms: number }>(
              'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
            );
            return rows[0]?.ms ?? null;
          }),
        ),
    ),
    publicUrl === null ? null : read('PUBLIC_URL', 1000, async () => (await get(publicUrl, signal)).answeredAtMs),
    twilio && read('Twilio', 1000, async () => (await new CarrierAccountClient(twilio).fetch()).answeredAtMs),
  ]);
  return judge(answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value ? [answer.value] : [])));
}

function judge(readings: readonly ClockReading[]): Finding {
  if (readings.length === 0) return skipped('no other clock could be asked');
  const off = readings.filter((reading) => Math.abs(skewMs(reading)) > TOLERATED_MS);
  if (off.length === 0) return ok(`with this machine agree: ${readings.map(({ clock }) => clock).join(', ')}`);
  const detail = off.map((reading) => `${reading.clock} is ${describe(skewMs(reading))} this machine`).join(', ');
  return failed(detail, 'turn on time synchronisation (chrony, systemd-timesyncd) where the time is wrong');
}

const describe = (skew: number): string =>
  `${(Math.abs(skew) / 1000).toFixed(0)} s ${skew > 0 ? 'ahead of' : 'behind'}`;
