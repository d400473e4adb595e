-- ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The one that tells somebody that no more will come.
ALTER TABLE texts DROP CONSTRAINT texts_kind_check;
ALTER TABLE texts ADD CONSTRAINT texts_kind_check CHECK (kind IN (
  'confirmation', 'reminder', 'reply', 'received', 'waitlist_offer', 'code', 'details', 'staff', 'opt_out'
));

-- ── Where calls and texts may go, and how many calls a day ──────────────────────────────────────────────────────────

ALTER TABLE clinics
  ADD COLUMN dial_countries           text[]   NOT NULL DEFAULT '{US,CA}',
  ADD COLUMN dial_prefixes            text[]   NOT NULL DEFAULT '{}',
  ADD COLUMN max_placed_calls_per_day smallint NOT NULL DEFAULT 200 CHECK (max_placed_calls_per_day BETWEEN 0 AND 5000);

-- A desk abroad is still rung.
UPDATE clinics SET dial_prefixes = ARRAY(
  SELECT DISTINCT left(number, 11) FROM unnest(ARRAY[desk_number, on_call_number]) AS number WHERE number NOT LIKE '+1%'
);

-- ── Whose a line is ─────────────────────────────────────────────────────────────────────────────────────────────────

-- A number that the operator has given to a clinic. The clinic may give it up and take it again; nobody else may.
CREATE TABLE given_numbers (
  clinic_id  uuid NOT NULL REFERENCES clinics (id),
  number     text NOT NULL CHECK (number ~ '^\+[1-9][0-9]{6,14}$'),
  PRIMARY KEY (clinic_id, number)
);
CALL keep_clinics_apart('given_numbers');
GRANT SELECT, INSERT, DELETE ON given_numbers TO crownline_app;

INSERT INTO given_numbers (clinic_id, number) SELECT clinic_id, number FROM phone_numbers;

-- Whoever adds a line without asking for this table is the operator: the API asks before. A line that goes to another clinic is no longer
-- the first one's to take; that is seen by whoever sees all clinics, which operators' commands do.
CREATE FUNCTION keep_given_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM given_numbers WHERE number = NEW.number AND clinic_id <> NEW.clinic_id;
  INSERT INTO given_numbers (clinic_id, number) VALUES (NEW.clinic_id, NEW.number) ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER phone_numbers_given AFTER INSERT ON phone_numbers FOR EACH ROW EXECUTE FUNCTION keep_given_number();
