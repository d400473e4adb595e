-- What people agreed to or refused, as a history: nothing is overwritten, and the last word counts (docs/consent.md).

CREATE TABLE consents (
  clinic_id         uuid           NOT NULL REFERENCES clinics (id),
  id                uuid           NOT NULL,
  -- The order in which they were written: of two at the same moment the later one counts.
  seq               bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  purpose           text           NOT NULL CHECK (purpose IN ('recording', 'text', 'call', 'ai_disclosure')),
  choice            text           NOT NULL CHECK (choice IN ('given', 'refused')),
  -- Whose: sealed, and found by its token. Once a person is erased the token alone is left, so that a refusal is still honoured.
  number            text,
  number_index      text           CHECK (number_index <> ''),
  -- There is no reference to the call: what was agreed to outlives its record.
  call_id           uuid,
  -- The words of ours that it is about; null for what people say of their own accord.
  wording_id        text,
  wording_version   smallint       CHECK (wording_version >= 1),
  wording_language  text           CHECK (wording_language IN ('en', 'es')),
  channel           text           NOT NULL CHECK (channel IN ('call', 'text', 'staff', 'web')),
  -- Where it was said.
  evidence_kind     text           NOT NULL,
  evidence_id       text           NOT NULL,
  at                timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  CHECK (number IS NULL OR number_index IS NOT NULL),
  CHECK (num_nulls(wording_id, wording_version, wording_language) IN (0, 3)),
  CHECK (CASE WHEN purpose IN ('text', 'call') THEN number_index IS NOT NULL
         ELSE call_id IS NOT NULL AND wording_id IS NOT NULL END)
);
CREATE INDEX ON consents (clinic_id, number_index, purpose, at);
CREATE INDEX ON consents (clinic_id, call_id, purpose);

-- What was said about being contacted, one row for each number and channel. A number that is sealed belongs to the row that it was
-- sealed for; its token is the same everywhere.
INSERT INTO consents (clinic_id, id, purpose, choice, number, number_index, channel, evidence_kind, evidence_id, at)
SELECT clinic_id, gen_random_uuid(), channel, CASE choice WHEN 'granted' THEN 'given' ELSE 'refused' END,
  CASE WHEN number LIKE 's1.%' THEN NULL ELSE number END, number_index, source, 'contact_choice', 'before', decided_at
FROM contact_choices
ORDER BY decided_at;
DROP TABLE contact_choices;

-- A row may lose its number, or have it sealed anew; all that it says stays.
CREATE FUNCTION refuse_consent_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{number,number_index}'::text[] = to_jsonb(OLD) - '{number,number_index}'::text[]
     AND (NEW.number IS NOT NULL OR NEW.number_index IS NOT DISTINCT FROM OLD.number_index) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'consents are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consents_append_only
  BEFORE UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION refuse_consent_change();
CREATE TRIGGER consents_not_emptied
  BEFORE TRUNCATE ON consents FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();

CALL keep_clinics_apart('consents');
GRANT SELECT, INSERT, UPDATE (number, number_index) ON consents TO crownline_app;

-- The carrier speaks the notice before the stream that this token opens: who opens it has heard the notice.
ALTER TABLE stream_tokens ADD COLUMN announces_recording boolean NOT NULL DEFAULT false;
