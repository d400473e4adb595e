import { RecordingListener } from '../../support/recording-listener.js';
import { plainBrief } from '../../support/voice-agent-bench.js';
import { useRoster } from './roster-bench.js';

/** The roster before real drivers and scripted providers; time is moved by hand, and jitter is at its middle. */

const MINUTE = 60_000;

describe('a provider that is down', () => {
  const bench = useRoster();

  it('is dialled by three calls; the fourth is not sent there, and nobody rings the provider for it', async () => {
    bench.usual.refuse(503);
    expect(bench.roster.isAvailable).toBe(true);
    const agent = bench.pick();
    for (let call = 0; call < 3; call++) expect(await bench.failureOf(agent)).toMatchObject({ code: 'http_503' });
    expect(bench.roster.pick(new Set())).toBeNull();
    expect(bench.usual.upgrades.all).toHaveLength(3);
    expect(bench.roster.isAvailable).toBe(false);
    expect(await bench.gauge('crownline_agent_circuit_open')).toEqual({ deepgram: 1 });
    expect(bench.logged('agent.circuit_opened')).toEqual([
      expect.objectContaining({ level: 40, route: 'deepgram', reason: 'unavailable', code: 'http_503' }),
    ]);
    expect(bench.logged('agent.needs_attention')).toEqual([]);
  });

  it('is tried by a call that has lost its session there, and has callers again when that works', async () => {
    bench.usual.refuse(503);
    await bench.failTimes(3);
    expect(bench.roster.pick(new Set())).toBeNull();
    const route = bench.roster.pick(new Set(), { live: true });
    bench.usual.recover();
    const linking = route!.agent.connect(plainBrief, new RecordingListener(), new AbortController().signal);
    await (await bench.usual.nextSession()).open();
    const link = await linking;
    expect(bench.roster.isAvailable).toBe(true);
    await link.close();
  });

  it('is tried in the background after 2 s, 4 s, 8 s, and gets calls again when that worked', async () => {
    bench.usual.refuse(503);
    await bench.failTimes(3);
    for (const waitMs of [2_000, 4_000]) {
      bench.clock.advance(waitMs - 1);
      const dialled = bench.usual.upgrades.all.length;
      bench.clock.advance(1);
      await bench.probeFails(dialled);
      expect(bench.roster.isAvailable).toBe(false);
    }
    bench.usual.recover();
    bench.clock.advance(8_000);
    const probe = await bench.usual.nextSession();
    const settings = await probe.open();
    expect(await probe.closed).toBe(1000);
    await bench.untilAvailable();
    expect(probe.audioFrames.all).toEqual([]);
    expect(probe.messages.all).toEqual([settings]);
    expect(await bench.gauge('crownline_agent_circuit_open')).toEqual({ deepgram: 0 });
    expect(bench.logged('agent.circuit_closed')).toEqual([
      expect.objectContaining({ level: 30, route: 'deepgram', durationMs: 14_000 }),
    ]);
    const { link } = await bench.open(bench.pick());
    await link.close();
  });

  it('is probed with what sessions ask for, and not with a word of any call', async () => {
    bench.usual.refuse(503);
    await bench.failTimes(3);
    bench.usual.recover();
    bench.clock.advance(2_000);
    const probe = await bench.usual.nextSession();
    const settings = JSON.stringify(await probe.open());
    expect(settings).toContain('aura-2-thalia-en');
    expect(settings).toContain('gpt-4.1-mini');
    for (const word of ['Answer the phone', 'Good morning', 'find_slots', 'Mrs Nobody', 'Riverside']) {
      expect(settings).not.toContain(word);
    }
    await bench.untilAvailable();
  });

  it('is not judged by callers who hang up while they are being connected', async () => {
    bench.usual.stall();
    for (let call = 0; call < 5; call++) {
      const hangUp = new AbortController();
      const failing = bench.failureOf(bench.pick(), { signal: hangUp.signal });
      await bench.usual.upgrades.next();
      hangUp.abort();
      expect(await failing).toMatchObject({ code: 'aborted' });
    }
    expect(bench.roster.isAvailable).toBe(true);
  });

  it('is not judged by messages of ours that it won’t take', async () => {
    bench.usual.refuse(400);
    await bench.failTimes(5);
    expect(bench.roster.isAvailable).toBe(true);
  });

  it('gets calls again when an attempt succeeds that was under way meanwhile', async () => {
    const slow = bench.dial(bench.pick());
    const session = await bench.usual.nextSession();
    bench.usual.refuse(503);
    await bench.failTimes(3);
    expect(bench.roster.isAvailable).toBe(false);
    await session.open();
    const link = await slow;
    expect(bench.roster.isAvailable).toBe(true);
    await link.close();
  });
});

describe('a probe', () => {
  const bench = useRoster();

  it('that stumbles over a fault of ours keeps no callers out', async () => {
    bench.usual.refuse(503);
    await bench.failTimes(2);
    bench.usual.stall();
    const agent = bench.pick();
    const third = bench.failureOf(agent);
    // What a probe asks for, it takes from the call before: this one's brief makes the driver throw.
    await expect(bench.start(agent, { brief: { models: null as never } }).linking).rejects.toThrow(TypeError);
    bench.clock.advance(3_000);
    expect(await third).toMatchObject({ code: 'connect_timeout' });
    expect(bench.roster.isAvailable).toBe(false);
    bench.clock.advance(2_000);
    await bench.untilAvailable();
    expect(bench.logged('agent.probe_fault')).toEqual([
      expect.objectContaining({ level: 50, route: 'deepgram', errorClass: 'TypeError' }),
    ]);
  });
});

describe('a provider that refuses us', () => {
  const bench = useRoster();

  it.each([
    [401, 'credentials'],
    [402, 'quota'],
    [403, 'credentials'],
  ])('with %i opens the circuit at once and asks for a person, once', async (status, reason) => {
    bench.usual.refuse(status);
    await bench.failTimes(1);
    expect(bench.roster.isAvailable).toBe(false);
    for (const waitMs of [15_000, 30_000, 60_000]) {
      const dialled = bench.usual.upgrades.all.length;
      bench.clock.advance(waitMs - 1);
      expect(bench.usual.upgrades.all).toHaveLength(dialled);
      bench.clock.advance(1);
      await bench.probeFails(dialled);
    }
    const other = reason === 'quota' ? 'credentials' : 'quota';
    expect(await bench.gauge('crownline_agent_needs_attention')).toEqual({
      [`deepgram ${reason}`]: 1,
      [`deepgram ${other}`]: 0,
    });
    expect(bench.logged('agent.needs_attention')).toEqual([
      expect.objectContaining({ level: 50, route: 'deepgram', reason, code: `http_${status}` }),
    ]);

    bench.usual.recover();
    bench.clock.advance(120_000);
    await (await bench.usual.nextSession()).open();
    await bench.untilAvailable();
    expect(await bench.gauge('crownline_agent_needs_attention')).toEqual({
      'deepgram credentials': 0,
      'deepgram quota': 0,
    });
    expect(bench.logged('agent.needs_attention')).toHaveLength(1);
  });
});

describe('sessions that break off', () => {
  const bench = useRoster();

  it('when one server restarts and cuts them all, cost no caller the agent: they connect again', async () => {
    const sessions = await Promise.all(Array.from({ length: 12 }, () => bench.open(bench.pick())));
    bench.clock.advance(MINUTE);
    const young = await Promise.all(Array.from({ length: 4 }, () => bench.open(bench.pick())));
    for (const { session } of [...sessions, ...young]) session.drop();
    for (const { listener } of [...sessions, ...young]) {
      expect((await listener.next('link_closed')).failure).not.toBeNull();
      expect(bench.roster.isAvailable).toBe(true);
    }
    const again = await Promise.all(Array.from({ length: 16 }, () => bench.open(bench.pick())));
    expect(bench.roster.isAvailable).toBe(true);
    expect(bench.logged('agent.circuit_opened')).toEqual([]);
    await Promise.all(again.map(({ link }) => link.close()));
  });

  it('right after they were opened, again and again, open the circuit', async () => {
    for (let call = 0; call < 3; call++) {
      bench.clock.advance(4_000);
      expect(bench.roster.isAvailable).toBe(true);
      const { session, listener } = await bench.open(bench.pick());
      session.drop();
      await listener.next('link_closed');
    }
    expect(bench.logged('agent.circuit_opened')).toHaveLength(1);
    await bench.probeWorks(2_000);
  });

  it('before the call has its link are counted as opened and lost', async () => {
    for (let call = 0; call < 3; call++) {
      bench.clock.advance(4_000);
      const { linking, listener } = bench.start(bench.pick());
      const session = await bench.usual.nextSession();
      await session.open({ type: 'Error', code: 'THINK_REQUEST_FAILED', description: '' });
      await listener.next('link_closed');
      await linking;
    }
    expect(bench.logged('agent.circuit_opened')).toHaveLength(1);
    await bench.probeWorks(2_000);
  });

  it('are forgiven by sessions that last', async () => {
    for (let call = 0; call < 4; call++) {
      const lasting = await bench.open(bench.pick());
      const { session, listener } = await bench.open(bench.pick());
      session.drop();
      await listener.next('link_closed');
      bench.clock.advance(10_000);
      expect(bench.roster.isAvailable).toBe(true);
      await lasting.link.close();
    }
  });
});

describe('a second way to an agent', () => {
  const bench = useRoster({ withFallback: true });

  it('is taken by a call that failed on the first, and by all calls while the first is down', async () => {
    expect(bench.roster.pick(new Set())?.name).toBe('deepgram');
    expect(bench.roster.pick(new Set(['deepgram']))?.name).toBe('deepgram_fallback');
    expect(bench.roster.pick(new Set(['deepgram', 'deepgram_fallback']))).toBeNull();

    bench.usual.refuse(503);
    await bench.failTimes(3);
    expect(bench.roster.isAvailable).toBe(true);
    const route = bench.roster.pick(new Set());
    expect(route?.name).toBe('deepgram_fallback');
    expect(bench.roster.pick(new Set(['deepgram_fallback']))).toBeNull();
    expect(await bench.gauge('crownline_agent_circuit_open')).toEqual({ deepgram: 1, deepgram_fallback: 0 });
    const linking = bench.dial(bench.pick());
    await (await bench.second.nextSession()).open();
    await (await linking).close();
    expect(bench.usual.upgrades.all).toHaveLength(3);
  });

  it('leaves nobody to talk to only when it is down as well', async () => {
    bench.usual.refuse(401);
    bench.second.refuse(401);
    await bench.failTimes(1);
    expect(bench.roster.isAvailable).toBe(true);
    await bench.failTimes(1);
    expect(bench.roster.isAvailable).toBe(false);
  });
});

describe('a process that ends', () => {
  const bench = useRoster();

  it('probes no more', async () => {
    bench.usual.refuse(503);
    await bench.failTimes(3);
    await bench.roster.onApplicationShutdown();
    expect(bench.clock.pendingTimers).toBe(0);
  });

  it('lets go of a probe that is under way', async () => {
    bench.usual.refuse(503);
    await bench.failTimes(3);
    bench.usual.stall();
    bench.clock.advance(2_000);
    while ((await bench.usual.upgrades.next()) !== bench.usual.upgrades.all[3]);
    await bench.roster.onApplicationShutdown();
    await bench.usual.idle();
    expect(bench.clock.pendingTimers).toBe(0);
  });
});
