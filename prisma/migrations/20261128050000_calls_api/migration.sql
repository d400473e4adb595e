-- Calls, texts and tasks in the admin API: what the staff does about them, and the orders in which they are listed.

-- ── Calls ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Staff may take a caller from the receptionist.
ALTER TABLE calls
  DROP CONSTRAINT calls_handover_reason_check,
  ADD CONSTRAINT calls_handover_reason_check CHECK (handover_reason IN (
    'caller_asked', 'keypad', 'emergency', 'failed_turns', 'agent', 'no_agent', 'staff')),
  -- When it was decided; null for calls from before this was written down.
  ADD COLUMN handover_at timestamptz(3);

CREATE INDEX ON calls (clinic_id, direction, started_at);
CREATE INDEX ON calls (clinic_id, status, started_at);
CREATE INDEX ON calls (clinic_id, outcome, started_at);
CREATE INDEX ON call_identities (clinic_id, patient_id);

-- ── Turns ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Counts the writings of a call's turns: whoever follows the call asks for what is newer than what they have.
ALTER TABLE turns ADD COLUMN revision integer NOT NULL DEFAULT 0;
UPDATE turns SET revision = seq;

CREATE FUNCTION count_turn_writing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := (
    SELECT coalesce(max(revision), 0) + 1 FROM turns WHERE clinic_id = NEW.clinic_id AND call_id = NEW.call_id);
  RETURN NEW;
END $$;
CREATE TRIGGER turns_revision BEFORE INSERT OR UPDATE ON turns FOR EACH ROW EXECUTE FUNCTION count_turn_writing();

-- ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE texts DROP CONSTRAINT texts_kind_check;
ALTER TABLE texts ADD CONSTRAINT texts_kind_check CHECK (kind IN (
  'confirmation', 'reminder', 'reply', 'received', 'waitlist_offer', 'code', 'details', 'staff'
));

CREATE INDEX ON texts (clinic_id, created_at);
CREATE INDEX ON texts (clinic_id, direction, created_at);
CREATE INDEX ON texts (clinic_id, kind, created_at);
CREATE INDEX ON texts (clinic_id, status, created_at);
CREATE INDEX ON texts (clinic_id, call_id);
CREATE INDEX ON texts (clinic_id, appointment_id);

-- ── Tasks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE desk_tasks
  DROP CONSTRAINT desk_tasks_origin_check,
  ADD CONSTRAINT desk_tasks_origin_check CHECK (origin IN ('voicemail', 'message', 'text', 'calendar', 'staff'));

CREATE INDEX ON desk_tasks (clinic_id, created_at);
CREATE INDEX ON desk_tasks (clinic_id, kind, created_at);
CREATE INDEX ON desk_tasks (clinic_id, call_id);
