import { parseSettings } from '../config/settings.js';
import {
  buildAppConfig,
  buildProductionConfig,
  deepgramAt,
  localUrl,
  standInsFor,
  type Parts,
} from './composition.builder.js';

const TWILIO = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'token' };
const REAL = { ...TWILIO, DATABASE_URL: 'postgresql://db/crownline', DEEPGRAM_API_KEY: 'key' };
const PARTS: Parts = {
  databaseUrl: 'postgresql://db/crownline',
  encryptionKeys: [{ id: 'test', key: Buffer.alloc(32) }],
  twilio: { accountSid: 'AC', authToken: 'token', apiUrl: 'http://127.0.0.1:2' },
  deepgram: {
    apiKey: 'key',
    url: 'ws://127.0.0.1:1',
    fallbackUrl: null,
    listenUrl: 'ws://127.0.0.1:1',
    speakUrl: 'ws://127.0.0.1:1',
  },
  model: null,
};

const MODEL = { LLM_PROVIDER: 'open_ai', LLM_API_KEY: 'key' };

const hostFor = (environment: Record<string, string>) =>
  buildAppConfig(parseSettings(environment, 'server'), PARTS).host;

const ALL = { database: true, carrier: true, agent: true, model: true };
const NONE = { database: false, carrier: false, agent: false, model: false };

describe('each stand-in', () => {
  it.each([
    ['all, with nothing set', {}, { ...ALL }],
    ['no database', { DATABASE_URL: REAL.DATABASE_URL }, { ...ALL, database: false }],
    ['no carrier', TWILIO, { ...ALL, carrier: false }],
    ['no agent, with a key', { DEEPGRAM_API_KEY: 'key' }, { ...ALL, agent: false, model: false }],
    ['no agent, with an address', { DEEPGRAM_AGENT_URL: 'ws://h/' }, { ...ALL, agent: false, model: false }],
    ['no model, with one of its own', MODEL, { ...ALL, model: false }],
    ['a model for a pipeline', { ...REAL, AGENT_DRIVER: 'pipeline' }, { ...NONE, model: true }],
    ['none, with everything set', REAL, NONE],
  ])('steps aside alone: %s', (_, environment, expected) => {
    expect(standInsFor(parseSettings(environment, 'server'))).toEqual(expected);
  });
});

describe('the address to listen on', () => {
  it('is loopback while any stand-in is active', () => {
    for (const variable of ['DATABASE_URL', 'DEEPGRAM_API_KEY'] as const) {
      expect(hostFor({ ...REAL, [variable]: '' })).toBe('127.0.0.1');
    }
    expect(hostFor({ ...REAL, TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '' })).toBe('127.0.0.1');
  });

  it('is every address when nothing is simulated', () => {
    expect(hostFor(REAL)).toBe('0.0.0.0');
  });

  it('is what HOST says in either case', () => {
    expect(hostFor({ HOST: '0.0.0.0' })).toBe('0.0.0.0');
    expect(hostFor({ ...REAL, HOST: '10.0.0.5' })).toBe('10.0.0.5');
  });
});

describe('the addresses of Deepgram', () => {
  const speakUrl = (environment: Record<string, string>) =>
    deepgramAt(parseSettings(environment, 'server'), 'key').speakUrl;

  it.each([
    ['wss://api.deepgram.com/v1/speak', {}],
    ['wss://api.deepgram.com/v1/speak', { DEEPGRAM_AGENT_URL: 'wss://agent.deepgram.com/v1/agent/converse' }],
    ['wss://api.eu.deepgram.com/v1/speak', { DEEPGRAM_AGENT_URL: 'wss://api.eu.deepgram.com/v1/agent/converse' }],
    ['ws://127.0.0.1:9/v1/speak', { DEEPGRAM_AGENT_URL: 'ws://127.0.0.1:9/agent?x=1' }],
    [
      'https://tts.example.com/speak',
      { DEEPGRAM_AGENT_URL: 'ws://h/', DEEPGRAM_SPEAK_URL: 'https://tts.example.com/speak' },
    ],
  ])('let speech be made at %s', (expected, environment) => {
    expect(speakUrl(environment)).toBe(expected);
  });

  it.each([
    ['wss://api.deepgram.com/v2/listen', {}],
    ['wss://api.eu.deepgram.com/v2/listen', { DEEPGRAM_AGENT_URL: 'wss://api.eu.deepgram.com/v1/agent/converse' }],
    ['ws://h/v1/listen', { DEEPGRAM_LISTEN_URL: 'ws://h/v1/listen' }],
  ])('let speech be heard at %s', (expected, environment) => {
    expect(deepgramAt(parseSettings(environment, 'server'), 'key').listenUrl).toBe(expected);
  });

  it('know of a second one for the conversation only when it is set', () => {
    const fallbackUrl = (environment: Record<string, string>) =>
      deepgramAt(parseSettings(environment, 'server'), 'key').fallbackUrl;
    expect(fallbackUrl({})).toBeNull();
    expect(fallbackUrl({ DEEPGRAM_AGENT_FALLBACK_URL: 'wss://eu.example.com/x' })).toBe('wss://eu.example.com/x');
  });
});

describe('the configuration in production', () => {
  const key = Buffer.alloc(32, 'key');
  const environment = {
    ...REAL,
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://phone.example.com',
    ENCRYPTION_KEYS: `now:${key.toString('base64')}`,
  };

  it('has the keys that are set', () => {
    const config = buildProductionConfig(parseSettings(environment, 'server'));
    expect(config.encryptionKeys).toEqual([{ id: 'now', key }]);
  });

  it('is not made without any', () => {
    const settings = parseSettings({ ...environment, ENCRYPTION_KEYS: '' }, 'nothing');
    expect(() => buildProductionConfig(settings)).toThrow('no stand-in');
  });
});

describe('localUrl', () => {
  it.each([
    ['0.0.0.0', 'http://127.0.0.1:80'],
    ['::', 'http://127.0.0.1:80'],
    ['::1', 'http://[::1]:80'],
    ['10.0.0.5', 'http://10.0.0.5:80'],
    ['localhost', 'http://localhost:80'],
  ])('reaches a server that listens on %s at %s', (host, url) => {
    expect(localUrl({ host, port: 80 })).toBe(url);
  });
});
