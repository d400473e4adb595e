import fc from 'fast-check';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { NOW } from '../scheduling/scheduling-harness.js';
import { useIdentity, type Caller } from './identity-harness.js';

const bench = useIdentity();

/** A house full of people who are easily taken for each other. */
const PEOPLE = {
  maria: { name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550143' },
  // Her namesake, born on the same day.
  namesake: { name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550199' },
  jon: { name: 'Jon Lopez', birthDate: '1984-01-01', phone: '+15125550143' },
  leo: { name: 'Leo Lopez', birthDate: '2017-06-01', phone: '+15125550143' },
  grown: { name: 'Eva Lopez', birthDate: '2004-06-01', phone: '+15125550143' },
  silent: { name: 'Ada Marsh', birthDate: '1950-01-01', phone: null },
} as const;
type Who = keyof typeof PEOPLE;
const ENTRIES = [
  { representative: 'maria', patient: 'leo', relation: 'guardian', holds: true },
  { representative: 'maria', patient: 'grown', relation: 'guardian', holds: false },
  { representative: 'jon', patient: 'silent', relation: 'authorised', holds: true },
] as const;

const who = fc.constantFrom(...(Object.keys(PEOPLE) as Who[]));
const birthDates = fc.constantFrom(...new Set(Object.values(PEOPLE).map(({ birthDate }) => birthDate)));
const phones = fc.constantFrom('+15125550143', '+15125550199', '+15125550111');
const inCall = fc.constantFrom(0, 1, 2);
const step = fc.oneof(
  fc.record({ act: fc.constant('verify' as const), call: inCall, name: who, birthDate: birthDates, phone: phones }),
  // Somebody who knows it all.
  fc.record({ act: fc.constant('verify_as' as const), call: inCall, name: who }),
  fc.record({ act: fc.constant('ask_for_code' as const), call: inCall, name: who }),
  fc.record({
    act: fc.constant('say_code' as const),
    call: inCall,
    name: who,
    code: fc.constantFrom('last', 'made up'),
  }),
  fc.record({ act: fc.constant('register' as const), call: inCall, name: who, phone: phones }),
  fc.record({ act: fc.constant('resume' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never;

it('opens nobody to a call who has not been proved there, and what is used up stays so, whatever is tried', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      bench.clinic = await buildClinic(bench.database.prisma);
      bench.clock = new ManualClock(NOW);
      bench.restart();
      const story = await Story.begin();
      for (const one of steps) await story.go(one);
    }),
    { numRuns: 20 },
  );
});

/** What was tried so far, and whom it may have opened. */
class Story {
  private readonly locked = new Set<number>();
  private readonly failed = [0, 0, 0];
  /** The code that was texted last in each call, and to whom. */
  private readonly codes: ({ to: Who; digits: string } | null)[] = [null, null, null];
  private readonly allowed: Set<PatientId>[] = [new Set(), new Set(), new Set()];

  private constructor(
    private readonly ids: Record<Who, PatientId>,
    private callers: Caller[],
  ) {}

  static async begin(): Promise<Story> {
    const ids = {} as Record<Who, PatientId>;
    for (const one of Object.keys(PEOPLE) as Who[]) ids[one] = await bench.person(PEOPLE[one]);
    for (const { representative, patient, relation } of ENTRIES) {
      await bench.mayActFor(ids[representative], ids[patient], relation);
    }
    return new Story(ids, [await bench.call(), await bench.call(), await bench.call()]);
  }

  async go(one: Step): Promise<void> {
    if (one.act === 'resume') {
      bench.restart();
      this.callers = await Promise.all(this.callers.map(({ callId }) => bench.call({ goesOn: callId })));
    } else {
      await this.say(one, this.callers[one.call] as Caller);
    }
    await this.expectNobodyElse();
  }

  private async say(one: Exclude<Step, { act: 'resume' }>, caller: Caller): Promise<void> {
    const { name, birthDate, phone } = PEOPLE[one.name];
    const claim = { callerName: name, birthDate };
    switch (one.act) {
      case 'verify':
        return this.verify(one.call, { callerName: name, birthDate: one.birthDate, phone: one.phone });
      case 'verify_as':
        return this.verify(one.call, { ...claim, phone: phone ?? '+15125550111' });
      case 'say_code': {
        const code = (one.code === 'last' && this.codes[one.call]?.digits) || '000000';
        return this.verify(one.call, { ...claim, code });
      }
      case 'ask_for_code': {
        const before = (await bench.texts()).length;
        await caller.textCode(claim);
        const texts = await bench.texts();
        if (texts.length > before) this.codes[one.call] = { to: one.name, digits: digitsOf(texts) };
        return;
      }
      case 'register': {
        const before = await this.everybody();
        await caller.register({ patientName: name, birthDate, phone: one.phone });
        for (const id of await this.everybody()) if (!before.has(id)) this.allowed[one.call]?.add(id);
        return;
      }
    }
  }

  private async verify(call: number, said: { callerName: string; birthDate: string; phone?: string; code?: string }) {
    const { result } = await (this.callers[call] as Caller).verify(said);
    if (this.locked.has(call)) expect(result.problem).toBe('locked');
    if (result.verified !== true) {
      this.failed[call] = (this.failed[call] ?? 0) + 1;
      if (result.problem === 'locked') this.locked.add(call);
      if (this.failed[call] === 3) expect(this.locked).toContain(call);
      return;
    }
    const proved = this.proved(call, said);
    expect(proved).toContain(result.patientId);
    this.allowed[call]?.add(result.patientId as PatientId);
    for (const { representative, patient, holds } of ENTRIES) {
      if (holds && this.ids[representative] === result.patientId) this.allowed[call]?.add(this.ids[patient]);
    }
  }

  /** Adults whose every detail was said; or who were registered in a call with just these. */
  private proved(
    call: number,
    said: { callerName: string; birthDate: string; phone?: string; code?: string },
  ): PatientId[] {
    const known = (Object.keys(PEOPLE) as Who[]).filter((one) => {
      const { name, birthDate, phone } = PEOPLE[one];
      const texted = this.codes[call];
      const second = said.code === undefined ? phone === said.phone : texted?.to === one && texted.digits === said.code;
      return one !== 'leo' && name === said.callerName && birthDate === said.birthDate && second;
    });
    return [...known.map((one) => this.ids[one]), ...this.newcomers];
  }

  /** Registered by somebody in one of the calls: nobody's but theirs. */
  private get newcomers(): PatientId[] {
    const known = new Set(Object.values(this.ids));
    return this.allowed.flatMap((ids) => [...ids]).filter((id) => !known.has(id));
  }

  private async everybody(): Promise<Set<PatientId>> {
    const rows = await bench.database.prisma.patient.findMany({ where: { clinicId: bench.clinic.clinicId } });
    return new Set(rows.map(({ id }) => id as PatientId));
  }

  private async expectNobodyElse(): Promise<void> {
    for (const [call, caller] of this.callers.entries()) {
      const open = (await bench.open(caller)).map(([id]) => id);
      expect(new Set(open)).toEqual(this.allowed[call]);
    }
  }
}

const digitsOf = (texts: { body: string; createdAt: Date }[]): string => {
  const latest = texts.reduce((one, other) => (other.createdAt > one.createdAt ? other : one));
  return /\d{6}/.exec(latest.body)?.[0] ?? '';
};
