-- What a clinic's phone line does beside answering: hand-over, voicemail, recording, texts, calls of its own.

-- ── The clinic's choices ────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE clinics
  DROP CONSTRAINT clinics_overflow_check,
  ADD CONSTRAINT clinics_overflow_check CHECK (overflow IN ('message', 'ring_desk', 'voicemail', 'menu')),
  ADD COLUMN after_hours            text     NOT NULL DEFAULT 'answer' CHECK (after_hours IN ('answer', 'take_messages')),
  -- `always`: an answering service takes the desk's calls when the clinic is closed.
  ADD COLUMN desk_answers           text     NOT NULL DEFAULT 'opening_hours' CHECK (desk_answers IN ('opening_hours', 'always')),
  ADD COLUMN transfer_mode          text     NOT NULL DEFAULT 'cold' CHECK (transfer_mode IN ('cold', 'warm')),
  ADD COLUMN transfer_unanswered    text     NOT NULL DEFAULT 'voicemail' CHECK (transfer_unanswered IN ('agent', 'voicemail')),
  ADD COLUMN recording              text     NOT NULL DEFAULT 'off' CHECK (recording IN ('off', 'announced')),
  ADD COLUMN max_call_minutes       smallint NOT NULL DEFAULT 30 CHECK (max_call_minutes BETWEEN 2 AND 240),
  -- Null: as many as the processes take.
  ADD COLUMN max_concurrent_calls   smallint CHECK (max_concurrent_calls >= 1),
  -- Calls of ours are placed within these minutes of the called party's local day.
  ADD COLUMN outbound_from_minute   smallint NOT NULL DEFAULT 540 CHECK (outbound_from_minute BETWEEN 480 AND 1259),
  ADD COLUMN outbound_until_minute  smallint NOT NULL DEFAULT 1140 CHECK (outbound_until_minute BETWEEN 481 AND 1260),
  ADD CHECK (outbound_from_minute < outbound_until_minute);

CREATE TABLE blocked_numbers (
  clinic_id   uuid           NOT NULL REFERENCES clinics (id),
  number      text           NOT NULL,
  reason      text           NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, number)
);

-- ── Calls ───────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE calls
  DROP CONSTRAINT calls_outcome_check,
  ADD CONSTRAINT calls_outcome_check CHECK (outcome IN (
    'booked', 'answered', 'transferred', 'message_taken', 'no_input', 'time_limit', 'caller_hung_up', 'overflow', 'refused', 'failed',
    'no_answer', 'busy', 'message_left')),
  DROP CONSTRAINT calls_next_step_check,
  ADD CONSTRAINT calls_next_step_check CHECK (next_step IN ('hang_up', 'overflow', 'transfer', 'voicemail')),
  ADD COLUMN handover_reason     text CHECK (handover_reason IN ('caller_asked', 'keypad', 'emergency', 'failed_turns', 'agent', 'no_agent')),
  -- What the desk is told before it accepts; written by the agent, about the caller.
  ADD COLUMN handover_summary    text,
  ADD COLUMN handover_status     text CHECK (handover_status IN ('planned', 'ringing', 'accepted', 'unanswered', 'returned')),
  ADD COLUMN recording_choice    text CHECK (recording_choice IN ('announced', 'declined')),
  ADD COLUMN answered_by         text CHECK (answered_by IN ('human', 'machine', 'unknown'));

CREATE INDEX ON calls (clinic_id, from_number, started_at);

CREATE TABLE recordings (
  clinic_id         uuid           NOT NULL,
  id                uuid           NOT NULL,
  call_id           uuid           NOT NULL,
  recording_sid     text           NOT NULL,
  kind              text           NOT NULL CHECK (kind IN ('call', 'voicemail')),
  status            text           NOT NULL CHECK (status IN ('in_progress', 'completed', 'absent')),
  duration_seconds  integer        CHECK (duration_seconds >= 0),
  -- The carrier's word for why there is no recording.
  error_code        text,
  created_at        timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, recording_sid),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id)
);
CREATE INDEX ON recordings (clinic_id, call_id);

-- ── What is left to people ──────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE desk_tasks (
  clinic_id      uuid           NOT NULL REFERENCES clinics (id),
  id             uuid           NOT NULL,
  kind           text           NOT NULL CHECK (kind IN ('callback')),
  origin         text           NOT NULL CHECK (origin IN ('voicemail', 'message', 'text')),
  status         text           NOT NULL CHECK (status IN ('open', 'done')),
  call_id        uuid,
  caller_number  text           NOT NULL,
  caller_name    text,
  note           text,
  recording_sid  text,
  -- One task for one event, however often it is reported.
  origin_key     text           NOT NULL,
  created_at     timestamptz(3) NOT NULL,
  done_at        timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, origin_key),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  CHECK ((status = 'done') = (done_at IS NOT NULL))
);
CREATE INDEX ON desk_tasks (clinic_id, status, created_at);

-- ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The transactional outbox: an outgoing text is a row that is written together with what it is about.
CREATE TABLE texts (
  clinic_id        uuid           NOT NULL REFERENCES clinics (id),
  id               uuid           NOT NULL,
  direction        text           NOT NULL CHECK (direction IN ('outbound', 'inbound')),
  kind             text           NOT NULL CHECK (kind IN ('confirmation', 'reminder', 'reply', 'received')),
  status           text           NOT NULL CHECK (status IN (
    'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'suppressed', 'received')),
  our_number       text           NOT NULL,
  their_number     text           NOT NULL,
  body             text           NOT NULL,
  carrier_sid      text,
  -- The carrier's code for a text that did not arrive.
  error_code       text,
  attempts         smallint       NOT NULL DEFAULT 0,
  -- When the last attempt began; a process that dies after it leaves the row in `sending`.
  sending_since    timestamptz(3),
  call_id          uuid,
  appointment_id   uuid,
  idempotency_key  text           NOT NULL,
  created_at       timestamptz(3) NOT NULL,
  updated_at       timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, idempotency_key),
  UNIQUE (clinic_id, carrier_sid),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id),
  CHECK ((direction = 'inbound') = (status = 'received'))
);
CREATE INDEX ON texts (clinic_id, their_number, created_at);

-- What a person said about being texted or called by us; the last word counts.
CREATE TABLE contact_choices (
  clinic_id   uuid           NOT NULL REFERENCES clinics (id),
  number      text           NOT NULL,
  channel     text           NOT NULL CHECK (channel IN ('text', 'call')),
  choice      text           NOT NULL CHECK (choice IN ('granted', 'revoked')),
  source      text           NOT NULL CHECK (source IN ('text', 'call', 'staff')),
  decided_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, number, channel)
);

-- ── Calls that we place ─────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE outbound_calls (
  clinic_id        uuid           NOT NULL REFERENCES clinics (id),
  id               uuid           NOT NULL,
  purpose          text           NOT NULL CHECK (purpose IN ('reminder', 'recall', 'waitlist_offer', 'callback')),
  our_number       text           NOT NULL,
  their_number     text           NOT NULL,
  -- The first words to a person; the agent goes on from there.
  opening          text           NOT NULL,
  -- The words to a machine: nothing about the patient. Null hangs up on machines.
  machine_message  text,
  status           text           NOT NULL CHECK (status IN ('waiting', 'dialling', 'in_progress', 'completed', 'gave_up', 'refused')),
  -- Why it was refused, or what the last attempt came to.
  reason           text,
  attempts         smallint       NOT NULL DEFAULT 0,
  max_attempts     smallint       NOT NULL CHECK (max_attempts BETWEEN 1 AND 5),
  not_before       timestamptz(3) NOT NULL,
  call_id          uuid,
  idempotency_key  text           NOT NULL,
  created_at       timestamptz(3) NOT NULL,
  updated_at       timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, idempotency_key),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id)
);
CREATE INDEX ON outbound_calls (status, not_before);
CREATE INDEX ON outbound_calls (clinic_id, their_number, created_at);
