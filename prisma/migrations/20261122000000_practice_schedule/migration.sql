-- The schedule of a real practice: who and what a visit takes and for which part of it, hours that change with the calendar, time
-- that is blocked or kept for something, holds, moves, a waiting list, recalls, and calendars outside.

-- ── Rules of the house ──────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE clinics
  -- Visits begin on multiples of this many minutes of the hour.
  ADD COLUMN slot_minutes smallint NOT NULL DEFAULT 15 CHECK (slot_minutes IN (5, 10, 15, 20, 30)),
  -- Whoever cancels or moves a visit later than this before it does so late.
  ADD COLUMN late_cancel_minutes integer NOT NULL DEFAULT 1440 CHECK (late_cancel_minutes >= 0),
  -- Visits to come that one patient may hold at a time, when callers book.
  ADD COLUMN max_open_appointments smallint NOT NULL DEFAULT 4 CHECK (max_open_appointments BETWEEN 1 AND 50),
  -- So long somebody on the waiting list has time to answer an offer.
  ADD COLUMN waitlist_answer_minutes smallint NOT NULL DEFAULT 30 CHECK (waitlist_answer_minutes BETWEEN 1 AND 1440);

-- ── When somebody is there ──────────────────────────────────────────────────────────────────────────────────────────

-- Both days are included. Rows of one weekday with different days of validity may stand side by side.
ALTER TABLE opening_hours
  ADD COLUMN valid_from  date NOT NULL DEFAULT '2000-01-01',
  ADD COLUMN valid_until date,
  ADD CHECK (valid_from <= valid_until),
  DROP CONSTRAINT opening_hours_pkey,
  ADD PRIMARY KEY (clinic_id, weekday, opens_minute, valid_from);

ALTER TABLE provider_hours
  ADD COLUMN valid_from  date NOT NULL DEFAULT '2000-01-01',
  ADD COLUMN valid_until date,
  ADD CHECK (valid_from <= valid_until),
  DROP CONSTRAINT provider_hours_pkey,
  ADD PRIMARY KEY (clinic_id, provider_id, weekday, starts_minute, valid_from);

-- One day that is not like its weekday: all rows of a day together are its hours, and a row without times says that there are none.
CREATE TABLE hours_overrides (
  clinic_id      uuid     NOT NULL REFERENCES clinics (id),
  id             uuid     NOT NULL,
  -- Null: the house.
  provider_id    uuid,
  day            date     NOT NULL,
  starts_minute  smallint CHECK (starts_minute BETWEEN 0 AND 1439),
  ends_minute    smallint CHECK (ends_minute BETWEEN 1 AND 1440),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id),
  CHECK ((starts_minute IS NULL) = (ends_minute IS NULL)),
  CHECK (starts_minute < ends_minute)
);
CREATE INDEX ON hours_overrides (clinic_id, day);

-- Time of every week that a provider or a chair is not to be had (`busy`: a break, a meeting), or only for some types of visit
-- (`reserved`), until so many minutes before it begins.
CREATE TABLE weekly_blockouts (
  clinic_id        uuid     NOT NULL REFERENCES clinics (id),
  id               uuid     NOT NULL,
  resource_id      uuid     NOT NULL,
  weekday          smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts_minute    smallint NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
  ends_minute      smallint NOT NULL CHECK (ends_minute BETWEEN 1 AND 1440),
  valid_from       date     NOT NULL DEFAULT '2000-01-01',
  valid_until      date,
  kind             text     NOT NULL CHECK (kind IN ('busy', 'reserved')),
  reason           text     NOT NULL CHECK (reason IN ('break', 'meeting', 'training', 'absence', 'maintenance', 'emergencies', 'new_patients', 'other')),
  reserved_for     uuid[]   NOT NULL DEFAULT '{}',
  release_minutes  integer  CHECK (release_minutes >= 0),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, resource_id) REFERENCES resources (clinic_id, id),
  CHECK (starts_minute < ends_minute),
  CHECK (valid_from <= valid_until),
  CHECK ((kind = 'reserved') = (cardinality(reserved_for) > 0)),
  CHECK ((kind = 'reserved') = (release_minutes IS NOT NULL))
);
CREATE INDEX ON weekly_blockouts (clinic_id, resource_id);

-- ── Calendars outside ───────────────────────────────────────────────────────────────────────────────────────────────

-- A private address under which a provider's visits can be read as iCalendar. Only the SHA-256 of its secret is kept.
CREATE TABLE calendar_feeds (
  clinic_id    uuid           NOT NULL REFERENCES clinics (id),
  id           uuid           NOT NULL,
  provider_id  uuid           NOT NULL,
  secret_hash  text           NOT NULL UNIQUE,
  shows_names  boolean        NOT NULL DEFAULT false,
  created_at   timestamptz(3) NOT NULL,
  revoked_at   timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id)
);
CREATE INDEX ON calendar_feeds (clinic_id, provider_id);

-- A calendar elsewhere whose events take a provider's time.
CREATE TABLE calendar_imports (
  clinic_id       uuid           NOT NULL REFERENCES clinics (id),
  id              uuid           NOT NULL,
  provider_id     uuid           NOT NULL,
  url             text           NOT NULL,
  -- What its server said about the version that was read last.
  etag            text,
  last_modified   text,
  -- Whether or not it went well.
  last_read_at    timestamptz(3),
  -- What was wrong with the last reading; null when it went well.
  last_error      text,
  -- Readings that failed in a row.
  failures        integer        NOT NULL DEFAULT 0,
  created_at      timestamptz(3) NOT NULL,
  removed_at      timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id)
);
CREATE UNIQUE INDEX calendar_imports_once ON calendar_imports (clinic_id, provider_id, url) WHERE removed_at IS NULL;

-- A stretch of one day or several. `busy` takes its resource, as allocations; `reserved` is a rule, as above.
CREATE TABLE blockouts (
  clinic_id        uuid           NOT NULL REFERENCES clinics (id),
  id               uuid           NOT NULL,
  resource_id      uuid           NOT NULL,
  during           tstzrange      NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
  kind             text           NOT NULL CHECK (kind IN ('busy', 'reserved')),
  reason           text           NOT NULL CHECK (reason IN ('break', 'meeting', 'training', 'absence', 'maintenance', 'emergencies', 'new_patients', 'calendar', 'other')),
  reserved_for     uuid[]         NOT NULL DEFAULT '{}',
  release_minutes  integer        CHECK (release_minutes >= 0),
  -- Where it was read, and the name of the event there.
  import_id        uuid,
  event_key        text,
  created_at       timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, resource_id) REFERENCES resources (clinic_id, id),
  FOREIGN KEY (clinic_id, import_id) REFERENCES calendar_imports (clinic_id, id),
  UNIQUE (clinic_id, import_id, event_key),
  CHECK ((kind = 'reserved') = (cardinality(reserved_for) > 0)),
  CHECK ((kind = 'reserved') = (release_minutes IS NOT NULL)),
  CHECK ((reason = 'calendar') = (import_id IS NOT NULL)),
  CHECK ((import_id IS NULL) = (event_key IS NULL))
);
CREATE INDEX ON blockouts (clinic_id, resource_id);

-- A calendar outside is about no caller.
ALTER TABLE desk_tasks
  DROP CONSTRAINT desk_tasks_kind_check,
  ADD CONSTRAINT desk_tasks_kind_check CHECK (kind IN ('callback', 'collision', 'calendar_unreadable')),
  DROP CONSTRAINT desk_tasks_origin_check,
  ADD CONSTRAINT desk_tasks_origin_check CHECK (origin IN ('voicemail', 'message', 'text', 'calendar')),
  ALTER COLUMN caller_number DROP NOT NULL,
  ADD CHECK ((kind = 'callback') <= (caller_number IS NOT NULL));

-- ── What a visit takes ──────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE appointment_types
  ADD COLUMN open_to          text     NOT NULL DEFAULT 'everyone' CHECK (open_to IN ('everyone', 'new_patients', 'existing_patients')),
  -- `staff_approval`: callers ask for it, and the time is theirs once somebody at the desk has agreed.
  ADD COLUMN phone_booking    text     NOT NULL DEFAULT 'at_once' CHECK (phone_booking IN ('at_once', 'staff_approval', 'no')),
  -- The chair is taken so long before and after the visit.
  ADD COLUMN setup_minutes    smallint NOT NULL DEFAULT 0 CHECK (setup_minutes BETWEEN 0 AND 120),
  ADD COLUMN cleanup_minutes  smallint NOT NULL DEFAULT 0 CHECK (cleanup_minutes BETWEEN 0 AND 120),
  -- What the patient should do beforehand, and what is said about the price, each in a sentence or two for the ear.
  ADD COLUMN preparation      text,
  ADD COLUMN fee_note         text,
  -- After a completed visit the next one is due so many months later. Null: it is not repeated.
  ADD COLUMN recall_months    smallint CHECK (recall_months BETWEEN 1 AND 60);
UPDATE appointment_types SET phone_booking = 'no' WHERE NOT bookable_by_phone;
ALTER TABLE appointment_types DROP COLUMN bookable_by_phone;

-- The part of the chair's time that somebody of a role is needed for, in minutes from the start; several rows of one role are one
-- person who comes and goes. A type's own role (`provider_role`) without a row is needed from beginning to end.
CREATE TABLE appointment_type_parts (
  clinic_id      uuid     NOT NULL,
  type_id        uuid     NOT NULL,
  role           text     NOT NULL CHECK (role IN ('dentist', 'hygienist', 'assistant')),
  starts_minute  smallint NOT NULL CHECK (starts_minute >= 0),
  ends_minute    smallint NOT NULL,
  PRIMARY KEY (clinic_id, type_id, role, starts_minute),
  FOREIGN KEY (clinic_id, type_id) REFERENCES appointment_types (clinic_id, id),
  CHECK (starts_minute < ends_minute)
);

-- When a type has any row, nobody else of its role does it.
CREATE TABLE appointment_type_providers (
  clinic_id    uuid NOT NULL,
  type_id      uuid NOT NULL,
  provider_id  uuid NOT NULL,
  PRIMARY KEY (clinic_id, type_id, provider_id),
  FOREIGN KEY (clinic_id, type_id) REFERENCES appointment_types (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id)
);

-- ── Patients ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The practice knew them on that day, before it kept its visits here: they are not new. Null: only visits here can tell.
ALTER TABLE patients ADD COLUMN known_since date;

-- ── Visits ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE appointments
  DROP CONSTRAINT appointments_status_check,
  ADD CONSTRAINT appointments_status_check CHECK (
    status IN ('requested', 'scheduled', 'confirmed', 'arrived', 'seated', 'completed', 'cancelled', 'no_show', 'rescheduled')),
  -- The visit that this one took the place of; that one is `rescheduled`.
  ADD COLUMN moved_from    uuid,
  ADD COLUMN cancelled_by  text CHECK (cancelled_by IN ('patient', 'clinic')),
  -- Cancelled or moved by the patient within the clinic's limit.
  ADD COLUMN late          boolean NOT NULL DEFAULT false,
  ADD COLUMN changed_at    timestamptz(3),
  ADD FOREIGN KEY (clinic_id, moved_from) REFERENCES appointments (clinic_id, id),
  ADD CONSTRAINT appointments_moved_once UNIQUE (clinic_id, moved_from);
UPDATE appointments SET changed_at = created_at;
UPDATE appointments SET cancelled_by = 'patient' WHERE status = 'cancelled';
ALTER TABLE appointments
  ALTER COLUMN changed_at SET NOT NULL,
  ADD CHECK ((status = 'cancelled') = (cancelled_by IS NOT NULL));

-- ── Waiting list ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Somebody who wants to come earlier, or at all.
CREATE TABLE waitlist_entries (
  clinic_id           uuid           NOT NULL REFERENCES clinics (id),
  id                  uuid           NOT NULL,
  patient_id          uuid           NOT NULL,
  type_id             uuid           NOT NULL,
  -- With this provider only.
  provider_id         uuid,
  -- The visit that an earlier one would replace.
  appointment_id      uuid,
  from_day            date           NOT NULL,
  until_day           date           NOT NULL,
  weekdays            smallint[]     NOT NULL DEFAULT '{1,2,3,4,5,6,7}' CHECK (cardinality(weekdays) > 0 AND weekdays <@ '{1,2,3,4,5,6,7}'),
  -- Of the start, in the clinic's local day: [earliest, latest).
  earliest_minute     smallint       NOT NULL DEFAULT 0 CHECK (earliest_minute BETWEEN 0 AND 1439),
  latest_minute       smallint       NOT NULL DEFAULT 1440 CHECK (latest_minute BETWEEN 1 AND 1440),
  -- They need so long to come.
  min_notice_minutes  integer        NOT NULL DEFAULT 120 CHECK (min_notice_minutes >= 0),
  phone               text           NOT NULL,
  status              text           NOT NULL CHECK (status IN ('waiting', 'offered', 'booked', 'removed', 'expired')),
  call_id             uuid,
  created_at          timestamptz(3) NOT NULL,
  closed_at           timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
  FOREIGN KEY (clinic_id, type_id) REFERENCES appointment_types (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id),
  FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  CHECK (from_day <= until_day),
  CHECK (earliest_minute < latest_minute),
  CHECK ((status IN ('waiting', 'offered')) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX waitlist_entries_once ON waitlist_entries (clinic_id, patient_id, type_id) WHERE closed_at IS NULL;
CREATE INDEX ON waitlist_entries (clinic_id, status, created_at);

CREATE TABLE waitlist_offers (
  clinic_id       uuid           NOT NULL,
  id              uuid           NOT NULL,
  entry_id        uuid           NOT NULL,
  type_id         uuid           NOT NULL,
  provider_id     uuid           NOT NULL,
  operatory_id    uuid           NOT NULL,
  starts_at       timestamptz(3) NOT NULL,
  ends_at         timestamptz(3) NOT NULL,
  status          text           NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
  offered_at      timestamptz(3) NOT NULL,
  answer_by       timestamptz(3) NOT NULL,
  closed_at       timestamptz(3),
  -- The number that was asked, whatever the entry's is now: only who was told of the time can answer.
  phone           text           NOT NULL,
  -- The visit that came of it.
  appointment_id  uuid,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, entry_id) REFERENCES waitlist_entries (clinic_id, id),
  FOREIGN KEY (clinic_id, type_id) REFERENCES appointment_types (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id),
  FOREIGN KEY (clinic_id, operatory_id) REFERENCES operatories (clinic_id, id),
  FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id),
  CHECK (starts_at < ends_at),
  CHECK ((status = 'open') = (closed_at IS NULL)),
  CHECK ((status = 'accepted') = (appointment_id IS NOT NULL))
);
CREATE UNIQUE INDEX waitlist_offers_one_open ON waitlist_offers (clinic_id, entry_id) WHERE status = 'open';
CREATE INDEX ON waitlist_offers (clinic_id, entry_id, offered_at);
CREATE INDEX ON waitlist_offers (clinic_id, phone, offered_at);

ALTER TABLE texts
  DROP CONSTRAINT texts_kind_check,
  ADD CONSTRAINT texts_kind_check CHECK (kind IN ('confirmation', 'reminder', 'waitlist_offer', 'reply', 'received'));

-- ── Recall ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- When a patient should come again for a type of visit. `booked`: the visit is on the schedule.
CREATE TABLE recalls (
  clinic_id        uuid           NOT NULL REFERENCES clinics (id),
  id               uuid           NOT NULL,
  patient_id       uuid           NOT NULL,
  type_id          uuid           NOT NULL,
  interval_months  smallint       NOT NULL CHECK (interval_months BETWEEN 1 AND 60),
  due_on           date           NOT NULL,
  last_visit_on    date,
  status           text           NOT NULL CHECK (status IN ('open', 'contacted', 'booked', 'stopped')),
  contacted_at     timestamptz(3),
  contacts         smallint       NOT NULL DEFAULT 0,
  appointment_id   uuid,
  created_at       timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, patient_id, type_id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
  FOREIGN KEY (clinic_id, type_id) REFERENCES appointment_types (clinic_id, id),
  FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id),
  CHECK ((status = 'booked') = (appointment_id IS NOT NULL)),
  CHECK ((status = 'contacted') <= (contacted_at IS NOT NULL))
);
CREATE INDEX ON recalls (clinic_id, status, due_on);

-- ── Holds ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A time that somebody is deciding about: a caller as long as the call goes on, or somebody on the waiting list until the offer ends.
CREATE TABLE holds (
  clinic_id     uuid           NOT NULL REFERENCES clinics (id),
  id            uuid           NOT NULL,
  call_id       uuid,
  offer_id      uuid,
  type_id       uuid           NOT NULL,
  provider_id   uuid           NOT NULL,
  operatory_id  uuid           NOT NULL,
  starts_at     timestamptz(3) NOT NULL,
  ends_at       timestamptz(3) NOT NULL,
  created_at    timestamptz(3) NOT NULL,
  expires_at    timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, call_id) REFERENCES calls (clinic_id, id),
  FOREIGN KEY (clinic_id, offer_id) REFERENCES waitlist_offers (clinic_id, id),
  FOREIGN KEY (clinic_id, type_id) REFERENCES appointment_types (clinic_id, id),
  FOREIGN KEY (clinic_id, provider_id) REFERENCES providers (clinic_id, id),
  FOREIGN KEY (clinic_id, operatory_id) REFERENCES operatories (clinic_id, id),
  CHECK (num_nonnulls(call_id, offer_id) = 1),
  CHECK (starts_at < ends_at)
);
CREATE INDEX ON holds (clinic_id, call_id);
CREATE INDEX ON holds (clinic_id, offer_id);
CREATE INDEX ON holds (expires_at);

DELETE FROM allocations WHERE appointment_id IS NULL; -- nothing has written any yet
ALTER TABLE allocations
  ADD COLUMN hold_id     uuid,
  ADD COLUMN blockout_id uuid,
  ADD FOREIGN KEY (clinic_id, hold_id) REFERENCES holds (clinic_id, id) ON DELETE CASCADE,
  ADD FOREIGN KEY (clinic_id, blockout_id) REFERENCES blockouts (clinic_id, id) ON DELETE CASCADE,
  ADD CONSTRAINT allocations_one_reason CHECK (num_nonnulls(appointment_id, hold_id, blockout_id) = 1);
CREATE INDEX ON allocations (clinic_id, hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX ON allocations (clinic_id, blockout_id) WHERE blockout_id IS NOT NULL;

-- Whatever ends a call frees what it held, in the same transaction. Holds are locked in the order of their ids before the first one
-- goes, as everybody does who deletes some: two who sweep the same ones wait for each other, but never in a circle.
CREATE FUNCTION free_holds_of_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM holds WHERE clinic_id = NEW.clinic_id AND call_id = NEW.id ORDER BY id FOR UPDATE;
  DELETE FROM holds WHERE clinic_id = NEW.clinic_id AND call_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER calls_free_holds
  AFTER UPDATE OF ended_at ON calls
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION free_holds_of_call();
