import { presentRecord } from './personal-record.presenter.js';

it('shows whatever somebody has said as text, and runs none of it', () => {
  const page = presentRecord({
    patientId: 'p' as never,
    exportedAt: '2026-11-20T15:00:00Z',
    sections: [
      { title: 'Calls', rows: [{ said: ['<script>alert(1)</script>', '"&\''], answer: { ok: true, note: null } }] },
      { title: 'Texts', rows: [] },
    ],
  });
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br>&quot;&amp;&#39;');
  expect(page).toContain('<tr><th>ok</th><td>true</td></tr>');
  expect(page).toContain('<h2>Texts</h2><p>Nothing.</p>');
});
