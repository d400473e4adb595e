-- The first shape of the database. Times are timestamptz(3); local times of day are minutes since local midnight.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ── The clinic ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE clinics (
  id             uuid    PRIMARY KEY,
  name           text    NOT NULL,
  time_zone      text    NOT NULL,
  address        text    NOT NULL,
  greeting       text    NOT NULL,
  voice_model    text    NOT NULL,
  accepts_calls  boolean NOT NULL,
  overflow       text    NOT NULL CHECK (overflow IN ('message', 'ring_desk')),
  desk_number    text,
  CHECK (overflow <> 'ring_desk' OR desk_number IS NOT NULL)
);

CREATE TABLE phone_numbers (
  number     text PRIMARY KEY CHECK (number ~ '^\+[1-9][0-9]{6,14}$'),
  clinic_id  uuid NOT NULL REFERENCES clinics (id)
);

CREATE TABLE opening_hours (
  clinic_id      uuid     NOT NULL REFERENCES clinics (id),
  weekday        smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens_minute   smallint NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
  closes_minute  smallint NOT NULL CHECK (closes_minute BETWEEN 1 AND 1440),
  PRIMARY KEY (clinic_id, weekday, opens_minute),
  CHECK (opens_minute < closes_minute)
);

CREATE TABLE closures (
  clinic_id  uuid NOT NULL REFERENCES clinics (id),
  id         uuid NOT NULL,
  name       text NOT NULL,
  starts_on  date NOT NULL,
  ends_on    date NOT NULL,
  PRIMARY KEY (clinic_id, id),
  CHECK (starts_on <= ends_on)
);

-- ── What can be taken ───────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE resources (
  clinic_id  uuid NOT NULL REFERENCES clinics (id),
  id         uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('provider', 'operatory')),
  PRIMARY KEY (clinic_id, id)
);

CREATE TABLE providers (
  clinic_id  uuid    NOT NULL,
  id         uuid    NOT NULL,
  name       text    NOT NULL,
  role       text    NOT NULL CHECK (role IN ('dentist', 'hygienist', 'assistant')),
  active     boolean NOT NULL,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, id) REFERENCES resources (clinic_id, id)
);

CREATE TABLE provider_hours (
  clinic_id      uuid     NOT NULL,
  provider_id    uuid     NOT NULL,
  weekday        smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts_minute  smallint NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
  ends_minute    smallint NOT NULL CHECK (ends_minute BETWEEN 1 AND 1440),
  PRIMARY KEY (clinic_id, provider_id, weekday, starts_minute),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id),
  CHECK (starts_minute < ends_minute)
);

CREATE TABLE operatories (
  clinic_id  uuid NOT NULL,
  id         uuid NOT NULL,
  name       text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('hygiene', 'treatment')),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, id) REFERENCES resources (clinic_id, id)
);

CREATE TABLE appointment_types (
  clinic_id           uuid     NOT NULL REFERENCES clinics (id),
  id                  uuid     NOT NULL,
  name                text     NOT NULL,
  description         text     NOT NULL,
  duration_minutes    smallint NOT NULL CHECK (duration_minutes BETWEEN 5 AND 480),
  provider_role       text     NOT NULL CHECK (provider_role IN ('dentist', 'hygienist', 'assistant')),
  operatory_kind      text     NOT NULL CHECK (operatory_kind IN ('hygiene', 'treatment')),
  bookable_by_phone   boolean  NOT NULL,
  min_notice_minutes  integer  NOT NULL CHECK (min_notice_minutes >= 0),
  horizon_days        smallint NOT NULL CHECK (horizon_days BETWEEN 1 AND 730),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, name)
);

-- ── People and calls ────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE patients (
  clinic_id    uuid           NOT NULL REFERENCES clinics (id),
  id           uuid           NOT NULL,
  given_name   text           NOT NULL,
  family_name  text           NOT NULL,
  phone        text,
  birth_date   date,
  created_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX ON patients (clinic_id, phone);

CREATE TABLE calls (
  clinic_id    uuid           NOT NULL REFERENCES clinics (id),
  id           uuid           NOT NULL,
  call_sid     text           NOT NULL,
  direction    text           NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  status       text           NOT NULL CHECK (status IN ('ringing', 'in_progress', 'completed')),
  outcome      text           CHECK (outcome IN ('booked', 'answered', 'no_input', 'caller_hung_up', 'overflow', 'failed')),
  next_step    text           CHECK (next_step IN ('hang_up', 'overflow')),
  from_number  text           NOT NULL,
  to_number    text           NOT NULL,
  resumes      smallint       NOT NULL DEFAULT 0,
  started_at   timestamptz(3) NOT NULL,
  answered_at  timestamptz(3),
  ended_at     timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, call_sid),
  CHECK ((status = 'completed') = (ended_at IS NOT NULL))
);
CREATE INDEX ON calls (clinic_id, started_at);

CREATE TABLE stream_tokens (
  clinic_id   uuid           NOT NULL,
  token_hash  text           NOT NULL,
  call_id     uuid           NOT NULL,
  expires_at  timestamptz(3) NOT NULL,
  used_at     timestamptz(3),
  PRIMARY KEY (clinic_id, token_hash),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id)
);
CREATE INDEX ON stream_tokens (clinic_id, call_id);

CREATE TABLE turns (
  clinic_id    uuid           NOT NULL,
  call_id      uuid           NOT NULL,
  seq          integer        NOT NULL CHECK (seq >= 1),
  role         text           NOT NULL CHECK (role IN ('caller', 'agent')),
  text         text           NOT NULL,
  heard        text           NOT NULL,
  interrupted  boolean        NOT NULL,
  started_at   timestamptz(3) NOT NULL,
  latency_ms   integer        CHECK (latency_ms >= 0),
  PRIMARY KEY (clinic_id, call_id, seq),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  CHECK (starts_with(text, heard))
);

CREATE TABLE tool_invocations (
  clinic_id    uuid           NOT NULL,
  id           uuid           NOT NULL,
  call_id      uuid           NOT NULL,
  request_id   text           NOT NULL,
  name         text           NOT NULL,
  status       text           NOT NULL CHECK (status IN ('running', 'succeeded', 'rejected', 'failed', 'timed_out', 'cancelled')),
  arguments    jsonb          NOT NULL,
  result       jsonb,
  started_at   timestamptz(3) NOT NULL,
  duration_ms  integer        CHECK (duration_ms >= 0),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  CHECK ((status = 'running') = (duration_ms IS NULL))
);
CREATE INDEX ON tool_invocations (clinic_id, call_id, started_at);

-- ── The schedule ────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE appointments (
  clinic_id        uuid           NOT NULL REFERENCES clinics (id),
  id               uuid           NOT NULL,
  patient_id       uuid           NOT NULL,
  type_id          uuid           NOT NULL,
  provider_id      uuid           NOT NULL,
  operatory_id     uuid           NOT NULL,
  starts_at        timestamptz(3) NOT NULL,
  ends_at          timestamptz(3) NOT NULL,
  status           text           NOT NULL CHECK (status IN ('scheduled', 'confirmed', 'completed', 'cancelled', 'no_show')),
  call_id          uuid,
  idempotency_key  text,
  created_at       timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, idempotency_key),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
  FOREIGN KEY (clinic_id, type_id) REFERENCES appointment_types (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id),
  FOREIGN KEY (clinic_id, operatory_id) REFERENCES operatories (clinic_id, id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  CHECK (starts_at < ends_at)
);
CREATE INDEX ON appointments (clinic_id, starts_at, id);
CREATE INDEX ON appointments (clinic_id, patient_id);

-- One table and one constraint for everything that takes time of anything. Book with INSERT … ON CONFLICT DO NOTHING
-- RETURNING, rows ordered by resource: a plain INSERT against an exclusion constraint deadlocks under contention.
CREATE TABLE allocations (
  clinic_id       uuid      NOT NULL,
  id              uuid      NOT NULL,
  resource_id     uuid      NOT NULL,
  during          tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
  appointment_id  uuid,
  released_at     timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, resource_id) REFERENCES resources (clinic_id, id),
  FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id),
  CONSTRAINT allocations_no_overlap
    EXCLUDE USING gist (clinic_id WITH =, resource_id WITH =, during WITH &&) WHERE (released_at IS NULL)
);
CREATE INDEX ON allocations (clinic_id, appointment_id);

CREATE TABLE slot_offers (
  clinic_id     uuid           NOT NULL,
  call_id       uuid           NOT NULL,
  ref           text           NOT NULL,
  type_id       uuid           NOT NULL,
  provider_id   uuid           NOT NULL,
  operatory_id  uuid           NOT NULL,
  starts_at     timestamptz(3) NOT NULL,
  ends_at       timestamptz(3) NOT NULL,
  offered_at    timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, call_id, ref),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id)
);

-- ── Trust ───────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE api_keys (
  key_hash    text           PRIMARY KEY,
  clinic_id   uuid           NOT NULL REFERENCES clinics (id),
  name        text           NOT NULL,
  prefix      text           NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  revoked_at  timestamptz(3)
);

CREATE TABLE audit_entries (
  clinic_id     uuid           NOT NULL,
  id            uuid           NOT NULL,
  at            timestamptz(3) NOT NULL,
  actor_kind    text           NOT NULL CHECK (actor_kind IN ('agent', 'api_key', 'system')),
  actor_id      text           NOT NULL,
  action        text           NOT NULL,
  subject_kind  text           NOT NULL,
  subject_id    text           NOT NULL,
  call_id       uuid,
  detail        jsonb          NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX ON audit_entries (clinic_id, at);
CREATE INDEX ON audit_entries (clinic_id, subject_kind, subject_id, at);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER audit_entries_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
