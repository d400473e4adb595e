-- How long what is kept of people is kept, what may not be deleted meanwhile, and what proves that it was (docs/retention.md).

-- ── Which calls are about whom ──────────────────────────────────────────────────────────────────────────────────────

-- Calls in which somebody was identified, booked, or waited for. Views ask with the rights of whoever asks them.
CREATE VIEW patient_calls WITH (security_invoker = true) AS
  SELECT clinic_id, patient_id, call_id FROM call_identities
  UNION SELECT clinic_id, patient_id, call_id FROM identity_codes
  UNION SELECT clinic_id, patient_id, call_id FROM appointments WHERE call_id IS NOT NULL
  UNION SELECT clinic_id, patient_id, call_id FROM waitlist_entries WHERE call_id IS NOT NULL;

-- Tokens of the numbers under which somebody is or was reached.
CREATE VIEW patient_numbers WITH (security_invoker = true) AS
  SELECT clinic_id, id AS patient_id, phone_index AS number_index FROM patients WHERE phone_index IS NOT NULL
  UNION SELECT o.clinic_id, e.patient_id, o.phone_index FROM waitlist_offers o
    JOIN waitlist_entries e ON e.clinic_id = o.clinic_id AND e.id = o.entry_id;

-- Calls by the token of the far end, whoever has called whom.
CREATE VIEW number_calls WITH (security_invoker = true) AS
  SELECT clinic_id, from_number_index AS number_index, id AS call_id FROM calls
  UNION SELECT clinic_id, their_number_index, call_id FROM outbound_calls WHERE call_id IS NOT NULL;

-- ── Legal hold ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Of a patient, a call, or, where neither is named, the whole clinic. Until it is released nothing under it is deleted.
CREATE TABLE legal_holds (
  clinic_id         uuid           NOT NULL REFERENCES clinics (id),
  id                uuid           NOT NULL,
  patient_id        uuid,
  call_id           uuid,
  -- Sealed: it may name people.
  reason            text           NOT NULL,
  placed_at         timestamptz(3) NOT NULL,
  placed_by_kind    text           NOT NULL,
  placed_by_id      text           NOT NULL,
  released_at       timestamptz(3),
  released_by_kind  text,
  released_by_id    text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  CHECK (num_nonnulls(patient_id, call_id) <= 1),
  CHECK (num_nulls(released_at, released_by_kind, released_by_id) IN (0, 3)),
  CHECK (released_at >= placed_at)
);
CALL keep_clinics_apart('legal_holds');

CREATE VIEW held_clinics WITH (security_invoker = true) AS
  SELECT DISTINCT clinic_id FROM legal_holds WHERE released_at IS NULL AND patient_id IS NULL AND call_id IS NULL;

CREATE VIEW held_patients WITH (security_invoker = true) AS
  SELECT DISTINCT clinic_id, patient_id FROM legal_holds WHERE released_at IS NULL AND patient_id IS NOT NULL;

CREATE VIEW held_numbers WITH (security_invoker = true) AS
  SELECT n.clinic_id, n.number_index FROM held_patients h
    JOIN patient_numbers n ON n.clinic_id = h.clinic_id AND n.patient_id = h.patient_id;

CREATE VIEW held_calls WITH (security_invoker = true) AS
  SELECT clinic_id, call_id FROM legal_holds WHERE released_at IS NULL AND call_id IS NOT NULL
  UNION SELECT c.clinic_id, c.call_id FROM held_patients h
    JOIN patient_calls c ON c.clinic_id = h.clinic_id AND c.patient_id = h.patient_id
  UNION SELECT c.clinic_id, c.call_id FROM held_numbers h
    JOIN number_calls c ON c.clinic_id = h.clinic_id AND c.number_index = h.number_index;

-- ── Retention ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- What a clinic has chosen. A kind without a row has the product's own number of days.
CREATE TABLE retention_rules (
  clinic_id   uuid           NOT NULL REFERENCES clinics (id),
  kind        text           NOT NULL,
  days        integer        NOT NULL,
  changed_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, kind),
  CONSTRAINT retention_rules_limits CHECK (CASE kind
    WHEN 'recordings' THEN days BETWEEN 1 AND 3650
    WHEN 'transcripts' THEN days BETWEEN 1 AND 3650
    WHEN 'texts' THEN days BETWEEN 30 AND 3650
    WHEN 'desk_tasks' THEN days BETWEEN 30 AND 3650
    WHEN 'identity_attempts' THEN days BETWEEN 7 AND 3650
    -- Six years.
    WHEN 'audit' THEN days BETWEEN 2192 AND 36500
    ELSE false END)
);
CALL keep_clinics_apart('retention_rules');

-- What was deleted on a day, by kind. No names, no numbers: ids, and only of what could not be deleted.
CREATE TABLE retention_runs (
  clinic_id    uuid           NOT NULL REFERENCES clinics (id),
  -- In UTC.
  day          date           NOT NULL,
  kind         text           NOT NULL,
  -- What was older than this was due.
  before       timestamptz(3) NOT NULL,
  removed      integer        NOT NULL DEFAULT 0 CHECK (removed >= 0),
  held         integer        NOT NULL DEFAULT 0 CHECK (held >= 0),
  failed       integer        NOT NULL DEFAULT 0 CHECK (failed >= 0),
  failed_ids   uuid[]         NOT NULL DEFAULT '{}',
  -- The times of what was removed.
  oldest_at    timestamptz(3),
  newest_at    timestamptz(3),
  -- SHA-256 over the ids, batch after batch: after(before, ids) = sha256(before, newline, ids by commas).
  ids_hash     text           NOT NULL CHECK (ids_hash ~ '^[0-9a-f]{64}$'),
  started_at   timestamptz(3) NOT NULL,
  -- Null when it was broken off; whoever goes on writes it.
  finished_at  timestamptz(3),
  PRIMARY KEY (clinic_id, day, kind),
  CHECK ((removed = 0) = (oldest_at IS NULL)),
  CHECK ((oldest_at IS NULL) = (newest_at IS NULL))
);
CALL keep_clinics_apart('retention_runs');

-- The days that have been ordered from the job queue, so that each is once.
CREATE TABLE retention_days (
  day         date           PRIMARY KEY,
  ordered_at  timestamptz(3) NOT NULL
);

-- ── Erasure ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE patients ADD COLUMN erased_at timestamptz(3);

-- That a person's data was erased. Its calls are named so that what the carrier reports of them later goes, too.
CREATE TABLE erasures (
  clinic_id    uuid           NOT NULL REFERENCES clinics (id),
  patient_id   uuid           NOT NULL,
  erased_at    timestamptz(3) NOT NULL,
  actor_kind   text           NOT NULL,
  actor_id     text           NOT NULL,
  reason       text           NOT NULL CHECK (reason IN ('asked_by_patient', 'asked_by_representative', 'ordered', 'other')),
  -- Rows removed or overwritten, by what keeps them.
  removed      jsonb          NOT NULL,
  call_ids     uuid[]         NOT NULL,
  PRIMARY KEY (clinic_id, patient_id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id)
);
CREATE INDEX ON erasures USING gin (call_ids);
CALL keep_clinics_apart('erasures');

-- Whoever writes something new about a person waits for an erasure that is under way, and then finds nobody.
CREATE FUNCTION refuse_erased_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM patients WHERE clinic_id = NEW.clinic_id AND id = NEW.patient_id AND erased_at IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the patient was erased';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appointments_of_nobody BEFORE INSERT ON appointments FOR EACH ROW EXECUTE FUNCTION refuse_erased_patient();
CREATE TRIGGER waitlist_entries_of_nobody BEFORE INSERT ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION refuse_erased_patient();
CREATE TRIGGER recalls_of_nobody BEFORE INSERT ON recalls FOR EACH ROW EXECUTE FUNCTION refuse_erased_patient();
CREATE TRIGGER identity_codes_of_nobody BEFORE INSERT ON identity_codes FOR EACH ROW EXECUTE FUNCTION refuse_erased_patient();

-- Proofs are written and read, and never deleted.
GRANT SELECT, INSERT, UPDATE ON legal_holds, retention_runs TO crownline_app;
GRANT SELECT, INSERT, UPDATE ON retention_rules TO crownline_app;
GRANT SELECT, INSERT ON erasures, retention_days TO crownline_app;
GRANT SELECT ON patient_calls, patient_numbers, number_calls, held_clinics, held_patients, held_numbers, held_calls TO crownline_app;
