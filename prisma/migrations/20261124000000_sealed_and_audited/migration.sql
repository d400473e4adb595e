-- What identifies people is sealed by the application (AES-256-GCM, docs/compliance.md) and looked up by keyed tokens. Columns of
-- sealed values are text, whatever is inside. The database can no longer check what is in them.

-- Data keys of the clinics, wrapped by keys that are not in the database. There is no reference to the clinic: its keys are made
-- before the transaction that writes its first rows ends.
CREATE TABLE clinic_keys (
  clinic_id   uuid           NOT NULL,
  purpose     text           NOT NULL CHECK (purpose IN ('data', 'index')),
  -- Of a data key it stands in what the key has sealed.
  number      smallint       NOT NULL CHECK (number >= 1),
  wrapped     text           NOT NULL CHECK (wrapped LIKE 'r1.%'),
  created_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, purpose, number)
);

-- ── Sealed columns, and their tokens ────────────────────────────────────────────────────────────────────────────────

-- A token is made by the application. Of rows from before it is made when they are sealed, after this migration.

ALTER TABLE patients
  ALTER COLUMN birth_date TYPE text USING birth_date::text,
  ADD COLUMN phone_index        text,
  ADD COLUMN phone_birth_index  text,
  ADD COLUMN family_birth_index text;
DROP INDEX patients_clinic_id_phone_idx;
DROP INDEX patients_clinic_id_birth_date_idx;
CREATE INDEX ON patients (clinic_id, phone_index);
CREATE INDEX ON patients (clinic_id, phone_birth_index);
CREATE INDEX ON patients (clinic_id, family_birth_index);

ALTER TABLE calls
  ADD COLUMN from_number_index text NOT NULL DEFAULT '',
  ADD COLUMN to_number_index text NOT NULL DEFAULT '',
  ADD CHECK (from_number_index <> '') NOT VALID,
  ADD CHECK (to_number_index <> '') NOT VALID;
DROP INDEX calls_clinic_id_from_number_started_at_idx;
CREATE INDEX ON calls (clinic_id, from_number_index, started_at);
CREATE INDEX ON calls (clinic_id, to_number_index, started_at);

-- That what was heard is the beginning of what was said is seen to by the code that writes both.
ALTER TABLE turns DROP CONSTRAINT turns_check;

ALTER TABLE identity_attempts
  ADD COLUMN caller_number_index text NOT NULL DEFAULT '',
  ADD CHECK (caller_number_index <> '') NOT VALID;
DROP INDEX identity_attempts_clinic_id_caller_number_at_idx;
CREATE INDEX ON identity_attempts (clinic_id, caller_number_index, at);

ALTER TABLE texts
  ADD COLUMN their_number_index text NOT NULL DEFAULT '',
  ADD CHECK (their_number_index <> '') NOT VALID;
DROP INDEX texts_clinic_id_their_number_created_at_idx;
CREATE INDEX ON texts (clinic_id, their_number_index, created_at);

ALTER TABLE outbound_calls
  ADD COLUMN their_number_index text NOT NULL DEFAULT '',
  ADD CHECK (their_number_index <> '') NOT VALID;
DROP INDEX outbound_calls_clinic_id_their_number_created_at_idx;
CREATE INDEX ON outbound_calls (clinic_id, their_number_index, created_at);

ALTER TABLE waitlist_offers
  ADD COLUMN phone_index text NOT NULL DEFAULT '',
  ADD CHECK (phone_index <> '') NOT VALID;
DROP INDEX waitlist_offers_clinic_id_phone_offered_at_idx;
CREATE INDEX ON waitlist_offers (clinic_id, phone_index, offered_at);

ALTER TABLE desk_tasks ADD COLUMN caller_number_index text;

-- Keys of these two were the numbers themselves.
ALTER TABLE contact_choices ADD COLUMN number_index text NOT NULL DEFAULT '';
UPDATE contact_choices SET number_index = number;
ALTER TABLE contact_choices
  ADD CHECK (number_index <> ''),
  DROP CONSTRAINT contact_choices_pkey,
  ADD PRIMARY KEY (clinic_id, number_index, channel);
ALTER TABLE blocked_numbers ADD COLUMN number_index text NOT NULL DEFAULT '';
UPDATE blocked_numbers SET number_index = number;
ALTER TABLE blocked_numbers
  ADD CHECK (number_index <> ''),
  DROP CONSTRAINT blocked_numbers_pkey,
  ADD PRIMARY KEY (clinic_id, number_index);

-- ── The audit trail: a chain for each clinic ────────────────────────────────────────────────────────────────────────

-- Entries from before the chain prove nothing: they could be changed by whoever owns the tables. No clinic has any.
DROP TABLE audit_entries;

CREATE TABLE audit_entries (
  clinic_id     uuid           NOT NULL,
  -- Without gaps from 1.
  seq           integer        NOT NULL CHECK (seq >= 1),
  id            uuid           NOT NULL,
  at            timestamptz(3) NOT NULL,
  actor_kind    text           NOT NULL CHECK (actor_kind IN ('agent', 'api_key', 'staff', 'system', 'patient')),
  actor_id      text           NOT NULL,
  action        text           NOT NULL,
  subject_kind  text           NOT NULL,
  subject_id    text           NOT NULL,
  -- Whose data was read or changed.
  patient_ids   uuid[]         NOT NULL DEFAULT '{}',
  call_id       uuid,
  -- Why, where somebody had to say it: an enum or a few words of the staff's, never about the patient.
  reason        text,
  detail        jsonb          NOT NULL,
  -- SHA-256 over the entry before and all of this one, and an HMAC of it under a key that is not in the database.
  hash          text           NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  mac           text           NOT NULL CHECK (mac ~ '^[0-9a-f]{64}$'),
  key_id        text           NOT NULL,
  PRIMARY KEY (clinic_id, seq),
  UNIQUE (clinic_id, id)
);
CREATE INDEX ON audit_entries (clinic_id, at);
CREATE INDEX ON audit_entries (clinic_id, subject_kind, subject_id, at);
CREATE INDEX ON audit_entries USING gin (patient_ids);

CREATE TRIGGER audit_entries_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The last entry of each chain. Its lock makes writers take turns; the last statement of a transaction takes it.
CREATE TABLE audit_heads (
  clinic_id  uuid   PRIMARY KEY,
  seq        integer NOT NULL CHECK (seq >= 0),
  hash       text   NOT NULL,
  mac        text   NOT NULL,
  key_id     text   NOT NULL
);

-- ── Who may do what ─────────────────────────────────────────────────────────────────────────────────────────────────

-- The role in which every statement of the product is run: the owner of the tables steps into it for each transaction. Roles belong
-- to the whole server, so another database of it may have made it.
DO $$
BEGIN
  CREATE ROLE crownline_app NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT crownline_app TO %I', current_user);
EXCEPTION
  -- A superuser is a member of every role; whoever else may not grant it was made a member by an administrator.
  WHEN insufficient_privilege THEN NULL;
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO crownline_app', current_schema());
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO crownline_app', current_schema());
END $$;
REVOKE ALL ON clinic_keys FROM crownline_app;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries FROM crownline_app;
REVOKE DELETE, TRUNCATE ON audit_heads FROM crownline_app;

-- ── Clinics apart ───────────────────────────────────────────────────────────────────────────────────────────────────

-- `crownline.clinic` is set for each transaction: a clinic's id, or `*` for the few that look across clinics (who is called under a
-- number, whose turn it is in a queue). Where nothing is set nothing is seen.
CREATE FUNCTION current_clinic() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(nullif(current_setting('crownline.clinic', true), ''), '*')::uuid
$$;
CREATE FUNCTION sees_every_clinic() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('crownline.clinic', true) = '*', false)
$$;

-- For every table with rows of clinics, those of later migrations too.
CREATE PROCEDURE keep_clinics_apart(tenants regclass, clinic_column name DEFAULT 'clinic_id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenants);
  -- In subqueries the settings are read once for a statement, and not for each row.
  EXECUTE format(
    'CREATE POLICY own_clinic ON %s TO crownline_app USING (%2$I = (SELECT current_clinic()) OR (SELECT sees_every_clinic()))',
    tenants, clinic_column);
END $$;

CALL keep_clinics_apart('clinics', 'id');
DO $$
DECLARE
  tenants regclass;
BEGIN
  FOR tenants IN
    SELECT attrelid FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attname = 'clinic_id' AND NOT attisdropped
  LOOP
    CALL keep_clinics_apart(tenants);
  END LOOP;
END $$;
