import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';
import { VARIABLES } from './settings.schema.js';
import { loadSettings, parseSettings, SettingsError } from './settings.js';

const SECRET = 'c2VjcmV0LXZhbHVl';
const KEY = Buffer.alloc(32, SECRET).toString('base64');

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: `postgresql://crownline:${SECRET}@db.internal/crownline`,
  ENCRYPTION_KEYS: `now:${KEY}`,
  PUBLIC_URL: 'https://phone.example.com/',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: SECRET,
  DEEPGRAM_API_KEY: SECRET,
};

function problemsOf(environment: Record<string, string>, needs: 'server' | 'database' = 'server'): readonly string[] {
  try {
    parseSettings(environment, needs);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe('the environment', () => {
  it('may be empty outside production', () => {
    expect(parseSettings({}, 'server')).toEqual({
      mode: 'development',
      port: 3_000,
      trustedProxies: 0,
      agentDriver: 'deepgram',
      deepgram: {},
      maxConcurrentCalls: 80,
      drainMs: 20_000,
      workers: 1,
      dataDir: join(projectRoot, '.data'),
      demoCall: true,
    });
  });

  it('lets each process have the calls that a core bears, unless it says how many all of them have', () => {
    expect(parseSettings({ WORKERS: '4' }, 'server')).toMatchObject({ maxConcurrentCalls: 320 });
    expect(parseSettings({ WORKERS: '4', MAX_CONCURRENT_CALLS: '100' }, 'server').maxConcurrentCalls).toBe(100);
  });

  it('has no variable set that is empty', () => {
    const empty = Object.fromEntries(VARIABLES.map((variable) => [variable, ' ']));
    expect(parseSettings(empty, 'server')).toEqual(parseSettings({}, 'server'));
  });

  it('gives the vendors and the database when they are set', () => {
    expect(parseSettings({ ...production, DEEPGRAM_AGENT_URL: 'wss://eu.example.com/v1?x=1' }, 'server')).toMatchObject(
      {
        mode: 'production',
        databaseUrl: production.DATABASE_URL,
        encryptionKeys: [{ id: 'now', key: Buffer.from(KEY, 'base64') }],
        publicUrl: 'https://phone.example.com',
        twilio: { accountSid: production.TWILIO_ACCOUNT_SID, authToken: SECRET },
        deepgram: { apiKey: SECRET, url: 'wss://eu.example.com/v1?x=1' },
      },
    );
  });

  it("names a folder for captures from the project's folder, and scrambles their audio unless told otherwise", () => {
    expect(parseSettings({ CAPTURE_DIR: 'captures' }, 'server').capture).toEqual({
      dir: join(projectRoot, 'captures'),
      audio: 'scrambled',
    });
    expect(parseSettings({ CAPTURE_AUDIO: 'clear' }, 'server').capture).toBeUndefined();
  });

  it('names a collector of traces, and none unless it is set', () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318/';
    expect(parseSettings({ OTEL_EXPORTER_OTLP_ENDPOINT }, 'server').tracesEndpoint).toBe('http://127.0.0.1:4318');
    expect(parseSettings({}, 'server').tracesEndpoint).toBeUndefined();
  });

  it('has a number that is called now and then, and none unless it is set', () => {
    const SYNTHETIC_CALL_NUMBER = '+15125550100';
    const everyQuarter = { number: SYNTHETIC_CALL_NUMBER, everyMs: 15 * 60_000 };
    expect(parseSettings({ SYNTHETIC_CALL_NUMBER }, 'server').syntheticCall).toEqual(everyQuarter);
    const oftener = parseSettings({ SYNTHETIC_CALL_NUMBER, SYNTHETIC_CALL_MINUTES: '5' }, 'server').syntheticCall;
    expect(oftener?.everyMs).toBe(5 * 60_000);
    expect(parseSettings({ SYNTHETIC_CALL_MINUTES: '5' }, 'server').syntheticCall).toBeUndefined();
  });

  it('names places outside of the database for the ends of the audit chains, and none unless they are set', () => {
    const AUDIT_ANCHORS = 'file:///srv/heads.jsonl, https://audit.example/heads';
    const AUDIT_ANCHOR_SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;
    expect(parseSettings({ AUDIT_ANCHORS, AUDIT_ANCHOR_SECRET }, 'server').auditAnchors).toEqual({
      targets: ['file:///srv/heads.jsonl', 'https://audit.example/heads'],
      everyMs: 3_600_000,
      secret: AUDIT_ANCHOR_SECRET,
    });
    expect(problemsOf({ AUDIT_ANCHORS })).toEqual([
      'AUDIT_ANCHOR_SECRET is required with a web address in AUDIT_ANCHORS',
    ]);
    expect(parseSettings({ AUDIT_ANCHOR_SECRET }, 'server').auditAnchors).toBeUndefined();
  });

  it('is refused with every bad variable named, and never its value', () => {
    const bad = {
      NODE_ENV: `mode-${SECRET}`,
      HOST: `no host ${SECRET}`,
      PORT: `80${SECRET}`,
      PUBLIC_URL: `ftp://${SECRET}`,
      DATABASE_URL: `mysql://root:${SECRET}@db`,
      ENCRYPTION_KEYS: SECRET,
      TWILIO_ACCOUNT_SID: `SK${SECRET}`,
      TWILIO_AUTH_TOKEN: `two words ${SECRET}`,
      DEEPGRAM_API_KEY: `${SECRET} ${SECRET}`,
      DEEPGRAM_AGENT_URL: `https://${SECRET}`,
      DEEPGRAM_AGENT_FALLBACK_URL: `https://${SECRET}`,
      DEEPGRAM_SPEAK_URL: `ftp://${SECRET}`,
      DEEPGRAM_LISTEN_URL: `wss://${SECRET}/v3/listen`,
      AGENT_DRIVER: SECRET,
      LLM_PROVIDER: SECRET,
      LLM_API_KEY: `${SECRET} ${SECRET}`,
      LLM_BASE_URL: `ws://${SECRET}`,
      LLM_MODEL: `${SECRET} ${SECRET}`,
      MAX_CONCURRENT_CALLS: '-1',
      LOG_LEVEL: SECRET,
      DEMO_CALL: SECRET,
      CAPTURE_AUDIO: SECRET,
      OTEL_EXPORTER_OTLP_ENDPOINT: `grpc://${SECRET}`,
      SYNTHETIC_CALL_NUMBER: SECRET,
      SYNTHETIC_CALL_MINUTES: '0',
      AUDIT_ANCHORS: `http://${SECRET}/heads`,
      AUDIT_ANCHOR_MINUTES: '0',
      AUDIT_ANCHOR_SECRET: SECRET,
    };
    const problems = problemsOf(bad);

    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(Object.keys(bad));
    expect(problems.join('\n')).not.toContain(SECRET);
  });

  it.each(['0', '65536', '3000.5', '1e3', ' 3000', '0x50'])('is refused when PORT is "%s"', (PORT) => {
    expect(problemsOf({ PORT })).toEqual(['PORT must be a whole number from 1 to 65535']);
  });

  it('is refused when it holds one half of the Twilio account', () => {
    const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = production;
    expect(problemsOf({ TWILIO_ACCOUNT_SID })).toEqual([
      'TWILIO_AUTH_TOKEN must be set together with TWILIO_ACCOUNT_SID',
    ]);
    expect(problemsOf({ TWILIO_AUTH_TOKEN })).toEqual([
      'TWILIO_ACCOUNT_SID must be set together with TWILIO_AUTH_TOKEN',
    ]);
  });
});

describe('the language model', () => {
  it('is one provider, with models in the order in which they are tried', () => {
    const model = { LLM_PROVIDER: 'anthropic', LLM_API_KEY: SECRET, LLM_MODEL: 'claude-haiku-4-5, claude-sonnet-4-5' };
    expect(parseSettings(model, 'server').model).toEqual({
      provider: 'anthropic',
      apiKey: SECRET,
      baseUrl: null,
      names: ['claude-haiku-4-5', 'claude-sonnet-4-5'],
    });
  });

  it('needs no key where it has an address: models on one’s own machines ask for none', () => {
    const model = { LLM_PROVIDER: 'open_ai', LLM_BASE_URL: 'http://127.0.0.1:11434/v1/', LLM_MODEL: 'qwen3:8b' };
    expect(parseSettings(model, 'server').model).toMatchObject({ apiKey: '', baseUrl: 'http://127.0.0.1:11434/v1' });
    expect(problemsOf({ LLM_PROVIDER: 'open_ai' })).toEqual(['LLM_API_KEY is required with LLM_PROVIDER']);
  });

  it('is refused in parts', () => {
    expect(problemsOf({ LLM_MODEL: 'gpt-4.1-mini' })).toEqual([
      'LLM_PROVIDER must be set together with LLM_API_KEY, LLM_BASE_URL and LLM_MODEL',
    ]);
    const elsewhere = { LLM_PROVIDER: 'open_ai', LLM_BASE_URL: 'http://127.0.0.1:11434/v1' };
    expect(problemsOf(elsewhere)).toEqual(['LLM_MODEL is required with LLM_BASE_URL']);
    expect(problemsOf({ ...elsewhere, LLM_MODEL: 'a b' })).toEqual(["LLM_MODEL must be up to five models' names"]);
  });

  it('is needed in production where nothing else carries the conversation', () => {
    expect(problemsOf({ ...production, AGENT_DRIVER: 'pipeline' })).toEqual([
      'LLM_PROVIDER is required in production with AGENT_DRIVER=pipeline',
    ]);
    expect(problemsOf({ ...production, AGENT_DRIVER: 'pipeline', LLM_PROVIDER: 'open_ai', LLM_API_KEY: 'x' })).toEqual(
      [],
    );
  });
});

it('leaves the clients of the vendors no headers of their own', () => {
  process.env.OPENAI_CUSTOM_HEADERS = process.env.ANTHROPIC_CUSTOM_HEADERS = 'authorization: Bearer of-somebody-else';
  loadSettings('nothing');
  expect(process.env).not.toHaveProperty('OPENAI_CUSTOM_HEADERS');
  expect(process.env).not.toHaveProperty('ANTHROPIC_CUSTOM_HEADERS');
});

describe('ENCRYPTION_KEYS', () => {
  const keysOf = (value: string) => parseSettings({ ENCRYPTION_KEYS: value }, 'server').encryptionKeys;
  const other = Buffer.alloc(32, 'another').toString('base64');

  it('holds keys by name, the current one first', () => {
    expect(keysOf(` 2027-01:${KEY}, 2026_06:${other} `)).toEqual([
      { id: '2027-01', key: Buffer.from(KEY, 'base64') },
      { id: '2026_06', key: Buffer.from(other, 'base64') },
    ]);
  });

  it.each([
    ['without a name', KEY, 'must be id:base64, separated by commas'],
    ['whose name can not be stored', `a.b:${KEY}`, 'must be id:base64, separated by commas'],
    ['that is no base64', 'now:not-base64!', 'must be id:base64, separated by commas'],
    ['after a comma that is not there', `now:${KEY},`, 'must be id:base64, separated by commas'],
    ['that is too short', `now:${KEY.slice(0, 24)}`, 'must hold keys of 32 bytes, base64'],
    [
      'that is too long',
      `now:${KEY},then:${Buffer.alloc(33).toString('base64')}`,
      'must hold keys of 32 bytes, base64',
    ],
    ['of a name that is taken', `now:${KEY},now:${other}`, 'must name each key differently'],
  ])('is refused for a key %s, and never quoted', (_, value, message) => {
    expect(problemsOf({ ENCRYPTION_KEYS: value })).toEqual([`ENCRYPTION_KEYS ${message}`]);
  });
});

describe('the environment in production', () => {
  it('is refused with every missing variable named at once, beside those that are bad', () => {
    expect(problemsOf({ NODE_ENV: 'production', PORT: 'x' })).toEqual([
      'PORT must be a whole number from 1 to 65535',
      'DATABASE_URL is required in production',
      'ENCRYPTION_KEYS is required in production',
      'TWILIO_ACCOUNT_SID is required in production',
      'TWILIO_AUTH_TOKEN is required in production',
      'DEEPGRAM_API_KEY is required in production',
      'PUBLIC_URL is required in production',
    ]);
  });

  it('is refused once for a needed variable that is bad', () => {
    expect(problemsOf({ ...production, PUBLIC_URL: 'ftp://x', DATABASE_URL: 'x', TWILIO_ACCOUNT_SID: 'x' })).toEqual([
      'PUBLIC_URL must be an http:// or https:// address',
      'DATABASE_URL must be a postgresql:// address',
      'TWILIO_ACCOUNT_SID must be AC and 32 letters or digits',
    ]);
  });

  it('is refused when callers would reach us unencrypted', () => {
    expect(problemsOf({ ...production, PUBLIC_URL: 'http://phone.example.com' })).toEqual([
      'PUBLIC_URL must be an https:// address in production',
    ]);
  });

  it('needs only the database and its keys for commands that do not serve calls', () => {
    expect(problemsOf({ NODE_ENV: 'production' }, 'database')).toEqual([
      'DATABASE_URL is required in production',
      'ENCRYPTION_KEYS is required in production',
    ]);
  });
});

describe('.env.example', () => {
  it('names the variables of the schema, each once and each with a line of explanation', () => {
    const lines = readFileSync(join(projectRoot, '.env.example'), 'utf8').split('\n');
    const variables = lines.flatMap((line) => /^#?([A-Z_]+)=/.exec(line)?.[1] ?? []);

    expect([...variables].sort()).toEqual([...VARIABLES].sort());
    for (const variable of variables) {
      const index = lines.findIndex((line) => line.replace('#', '').startsWith(`${variable}=`));
      expect(lines[index - 1]).toMatch(/^# \S/);
    }
  });

  it('is itself a usable environment', () => {
    const lines = readFileSync(join(projectRoot, '.env.example'), 'utf8').split('\n');
    const entries = lines.flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name ? [[name, value ?? '']] : [];
    });
    expect(problemsOf(Object.fromEntries(entries) as Record<string, string>)).toEqual([]);
  });
});
