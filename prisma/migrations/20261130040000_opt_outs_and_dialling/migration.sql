-- ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The one that tells somebody that no more will come.
ALTER TABLE texts DROP CONSTRAINT texts_kind_check;
ALTER TABLE texts ADD CONSTRAINT texts_kind_check CHECK (kind IN (
  'confirmation', 'reminder', 'reply', 'received', 'waitlist_offer', 'code', 'details', 'staff', 'opt_out'
));
