-- What the receptionist may say and do: who a caller has proved to be, what the clinic knows, what it may cost.

-- ── The practice ────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE clinics
  ADD COLUMN directions     text,
  ADD COLUMN parking        text,
  -- Who is called in an emergency while nobody is at the desk.
  ADD COLUMN on_call_number text CHECK (on_call_number ~ '^\+[1-9][0-9]{6,14}$'),
  ADD COLUMN max_call_tools  smallint NOT NULL DEFAULT 60 CHECK (max_call_tools BETWEEN 10 AND 500),
  -- Of the model, estimated: what one call may cost.
  ADD COLUMN max_call_tokens integer  NOT NULL DEFAULT 2000000 CHECK (max_call_tokens BETWEEN 10000 AND 10000000);

-- Prices as they are listed, in words for the ear.
CREATE TABLE listed_prices (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  id        uuid NOT NULL,
  service   text NOT NULL,
  price     text NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, service)
);

-- Insurers whose plans are accepted or not, as listed. What a plan covers is nowhere.
CREATE TABLE insurance_plans (
  clinic_id uuid    NOT NULL REFERENCES clinics (id),
  id        uuid    NOT NULL,
  name      text    NOT NULL,
  accepted  boolean NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, name)
);

-- Answers that the clinic has written: the only ones that are given.
CREATE TABLE faqs (
  clinic_id  uuid           NOT NULL REFERENCES clinics (id),
  id         uuid           NOT NULL,
  kind       text           NOT NULL CHECK (kind IN ('faq', 'policy')),
  language   text           NOT NULL CHECK (language IN ('en', 'es')),
  question   text           NOT NULL CHECK (length(question) BETWEEN 1 AND 300),
  answer     text           NOT NULL CHECK (length(answer) BETWEEN 1 AND 1000),
  -- Other words in which callers ask.
  keywords   text           NOT NULL DEFAULT '',
  active     boolean        NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  search     tsvector       NOT NULL GENERATED ALWAYS AS (
    CASE language
      WHEN 'es' THEN setweight(to_tsvector('spanish', question || ' ' || keywords), 'A') || setweight(to_tsvector('spanish', answer), 'C')
      ELSE setweight(to_tsvector('english', question || ' ' || keywords), 'A') || setweight(to_tsvector('english', answer), 'C')
    END
  ) STORED,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX ON faqs USING gin (search);
CREATE INDEX ON faqs (clinic_id, language) WHERE active;

-- ── Who somebody is ─────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE patients ADD COLUMN email text;
CREATE INDEX ON patients (clinic_id, birth_date);

-- Who may speak for a patient: a parent for a child, or somebody the patient has authorised. Both are on the patients' list.
CREATE TABLE patient_representatives (
  clinic_id         uuid           NOT NULL REFERENCES clinics (id),
  patient_id        uuid           NOT NULL,
  representative_id uuid           NOT NULL,
  relation          text           NOT NULL CHECK (relation IN ('guardian', 'authorised')),
  created_at        timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, patient_id, representative_id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
  FOREIGN KEY (clinic_id, representative_id) REFERENCES patients (clinic_id, id),
  CHECK (patient_id <> representative_id)
);
CREATE INDEX ON patient_representatives (clinic_id, representative_id);

-- Whose record may be read and changed in a call, and why.
CREATE TABLE call_identities (
  clinic_id   uuid           NOT NULL REFERENCES clinics (id),
  call_id     uuid           NOT NULL,
  patient_id  uuid           NOT NULL,
  proof       text           NOT NULL CHECK (proof IN ('phone_on_file', 'texted_code', 'representative', 'registered')),
  verified_at timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, call_id, patient_id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id)
);

-- Counted by call and by number, so that nobody can try one birth date after the other.
CREATE TABLE identity_attempts (
  clinic_id     uuid           NOT NULL REFERENCES clinics (id),
  id            uuid           NOT NULL,
  call_id       uuid           NOT NULL,
  caller_number text           NOT NULL,
  kind          text           NOT NULL CHECK (kind IN ('details', 'code', 'code_request')),
  succeeded     boolean        NOT NULL,
  at            timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id)
);
CREATE INDEX ON identity_attempts (clinic_id, call_id);
CREATE INDEX ON identity_attempts (clinic_id, caller_number, at);

-- A code that was texted to the number on a patient's record. Only its hash is kept.
CREATE TABLE identity_codes (
  clinic_id  uuid           NOT NULL REFERENCES clinics (id),
  id         uuid           NOT NULL,
  call_id    uuid           NOT NULL,
  patient_id uuid           NOT NULL,
  code_hash  text           NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id)
);
CREATE INDEX ON identity_codes (clinic_id, call_id);

-- ── What is left to do, and what is texted ──────────────────────────────────────────────────────────────────────────

ALTER TABLE desk_tasks DROP CONSTRAINT desk_tasks_kind_check;
ALTER TABLE desk_tasks ADD CONSTRAINT desk_tasks_kind_check CHECK (kind IN (
  'callback', 'collision', 'calendar_unreadable', 'question', 'prescription', 'lab_work', 'records', 'insurance', 'emergency'
));

ALTER TABLE texts DROP CONSTRAINT texts_kind_check;
ALTER TABLE texts ADD CONSTRAINT texts_kind_check CHECK (kind IN (
  'confirmation', 'reminder', 'reply', 'received', 'waitlist_offer', 'code', 'details'
));

-- Danger to life or limb that the caller spoke of: what was found, and when the advice for it had been heard.
ALTER TABLE calls
  ADD COLUMN emergency          text CHECK (emergency IN ('airway', 'bleeding', 'spreading_infection', 'jaw_injury', 'knocked_out_tooth')),
  ADD COLUMN emergency_heard_at timestamptz(3);
