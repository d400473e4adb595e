import { RestError } from '../rest.errors.js';
import { readCallChange, readOutboundOrder } from './call-orders.codec.js';

const order = { To: '+15125550143', From: '+15125550100', Twiml: '<Response/>' };
const read = (fields: Record<string, string>) => readOutboundOrder(new URLSearchParams({ ...order, ...fields }));

describe('readOutboundOrder', () => {
  it('takes the vendor’s defaults where the order is silent', () => {
    expect(read({})).toEqual({
      to: '+15125550143',
      from: '+15125550100',
      document: { twiml: '<Response/>' },
      fallbackUrl: null,
      statusCallback: null,
      statusCallbackEvents: ['completed'],
      timeoutSeconds: 60,
      machineDetection: null,
      asyncAmdStatusCallback: null,
    });
  });

  it('takes the address when a document is given too', () => {
    expect(read({ Url: 'https://clinic.example/answer?x=1' }).document).toEqual({
      url: 'https://clinic.example/answer?x=1',
    });
  });

  it('rings for ten minutes at most', () => {
    expect(read({ Timeout: '25' }).timeoutSeconds).toBe(25);
    expect(read({ Timeout: '3600' }).timeoutSeconds).toBe(600);
    expect(() => read({ Timeout: 'soon' })).toThrow(new RestError(20001));
  });

  it('reads every event of a list', () => {
    const form = new URLSearchParams(order);
    for (const event of ['initiated', 'answered']) form.append('StatusCallbackEvent', event);
    expect(readOutboundOrder(form).statusCallbackEvents).toEqual(['initiated', 'answered']);
  });

  it('lets the call wait for the machine detection unless that is to go on beside it', () => {
    const amd = { MachineDetection: 'DetectMessageEnd', AsyncAmdStatusCallback: 'https://clinic.example/amd' };
    expect(read(amd)).toMatchObject({ machineDetection: 'DetectMessageEnd', asyncAmdStatusCallback: null });
    expect(read({ ...amd, AsyncAmd: 'true' }).asyncAmdStatusCallback).toBe('https://clinic.example/amd');
  });

  it('refuses a document that is too long', () => {
    expect(() => read({ Twiml: 'x'.repeat(4001) })).toThrow(new RestError(20001));
  });
});

describe('readCallChange', () => {
  it.each([
    [{ Status: 'completed', Twiml: '<Response/>' }, { status: 'completed' }],
    [{ Twiml: '<Response/>' }, { twiml: '<Response/>' }],
    [{ Url: 'https://clinic.example/next' }, { url: 'https://clinic.example/next' }],
  ])('reads %j', (fields, change) => {
    expect(readCallChange(new URLSearchParams(fields as Record<string, string>))).toEqual(change);
  });

  it.each([{}, { Status: 'in-progress' }, { Url: '' }])('refuses %j', (fields) => {
    const form = new URLSearchParams(fields as Record<string, string>);
    expect(() => readCallChange(form)).toThrow(new RestError(20001));
  });
});
