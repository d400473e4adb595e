import { reviewSettings } from './environment-review.js';

describe('a review of the environment', () => {
  it('has no problems where there are none', () => {
    expect(reviewSettings({ PORT: '4000' }, 'server')).toMatchObject({ problems: [], settings: { port: 4000 } });
  });

  it('names every problem, and still gives what can be used', () => {
    const { problems, settings } = reviewSettings(
      { PORT: 'x', LOG_LEVEL: 'loud', DEEPGRAM_API_KEY: 'key', TWILIO_AUTH_TOKEN: 'token' },
      'server',
    );
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'LOG_LEVEL', 'TWILIO_ACCOUNT_SID']);
    expect(settings).toMatchObject({ port: 3000, deepgram: { apiKey: 'key' }, twilio: undefined });
  });

  it.each([
    [{ LLM_PROVIDER: 'open_ai' }, 'LLM_API_KEY'],
    [{ LLM_API_KEY: 'key' }, 'LLM_PROVIDER'],
    [{ LLM_PROVIDER: 'open_ai', LLM_BASE_URL: 'http://127.0.0.1:11434/v1' }, 'LLM_MODEL'],
  ])('has no model where a part of it is missing: %j', (environment, missing) => {
    const { problems, settings } = reviewSettings(environment, 'server');
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([missing]);
    expect(settings.model).toBeUndefined();
  });

  it('stays in production when something is missing there', () => {
    const { problems, settings } = reviewSettings({ NODE_ENV: 'production', DEEPGRAM_API_KEY: 'key' }, 'server');
    expect(problems).toHaveLength(5);
    expect(settings).toMatchObject({ mode: 'production', deepgram: { apiKey: 'key' } });
  });
});
