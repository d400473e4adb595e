import { whisper } from './twiml.presenter.js';

it('speaks whatever a model wrote, also what XML can not hold', () => {
  const twiml = whisper(
    'A\u0000 crown\uffff <came> off\ud83d & hurts\ufffe.',
    'https://clinic.example/answer?call=1.2',
  );
  expect(twiml).toContain('crown  &lt;came&gt; off  &amp; hurts ');
  expect(twiml).toMatch(/Press 1 to take the call/);
});
