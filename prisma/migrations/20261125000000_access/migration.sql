-- Who may do what: API keys with roles or scopes, and the accounts, memberships and sessions of people (docs/access.md).

-- ── API keys ────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE api_keys
  ADD COLUMN id            uuid           NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN role          text           CHECK (role IN ('owner', 'front_desk', 'clinician', 'auditor', 'integration')),
  ADD COLUMN scopes        text[]         NOT NULL DEFAULT '{}',
  ADD COLUMN expires_at    timestamptz(3),
  -- Written at most once a minute.
  ADD COLUMN last_used_at  timestamptz(3),
  -- The account or the key that made it.
  ADD COLUMN created_by    uuid;
-- Keys from before could do everything.
UPDATE api_keys SET role = 'owner';
ALTER TABLE api_keys
  -- A role, or scopes that were picked one by one.
  ADD CHECK ((role IS NULL) = (cardinality(scopes) > 0)),
  DROP CONSTRAINT api_keys_pkey,
  ADD PRIMARY KEY (clinic_id, id),
  ADD UNIQUE (key_hash);

-- ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A person who works for one clinic or several.
CREATE TABLE accounts (
  id                   uuid           PRIMARY KEY,
  -- In lower case.
  email                text           NOT NULL UNIQUE CHECK (email = lower(email)),
  name                 text           NOT NULL,
  -- `scrypt$N$r$p$salt$hash`: each hash says how it was made, so that new ones can be made harder to guess.
  password_hash        text           NOT NULL CHECK (password_hash LIKE 'scrypt$%'),
  -- Sealed by the application; `totp_pending` until a first code has proved that the person has it.
  totp_secret          text           CHECK (totp_secret LIKE 'r1.%'),
  totp_pending         text           CHECK (totp_pending LIKE 'r1.%'),
  -- The last step of thirty seconds whose code was taken: no code is taken twice.
  totp_used_step       bigint,
  created_at           timestamptz(3) NOT NULL
);

-- Each lets its owner in once in place of a code.
CREATE TABLE recovery_codes (
  account_id  uuid           NOT NULL REFERENCES accounts ON DELETE CASCADE,
  code_hash   text           NOT NULL CHECK (code_hash ~ '^[0-9a-f]{64}$'),
  used_at     timestamptz(3),
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE memberships (
  clinic_id   uuid           NOT NULL REFERENCES clinics,
  account_id  uuid           NOT NULL REFERENCES accounts,
  role        text           NOT NULL CHECK (role IN ('owner', 'front_desk', 'clinician', 'auditor')),
  created_at  timestamptz(3) NOT NULL,
  revoked_at  timestamptz(3),
  PRIMARY KEY (clinic_id, account_id)
);
CREATE INDEX ON memberships (account_id);

CREATE TABLE invitations (
  clinic_id    uuid           NOT NULL REFERENCES clinics,
  id           uuid           NOT NULL,
  email        text           NOT NULL CHECK (email = lower(email)),
  role         text           NOT NULL CHECK (role IN ('owner', 'front_desk', 'clinician', 'auditor')),
  token_hash   text           NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  created_at   timestamptz(3) NOT NULL,
  expires_at   timestamptz(3) NOT NULL,
  accepted_at  timestamptz(3),
  revoked_at   timestamptz(3),
  PRIMARY KEY (clinic_id, id)
);

CREATE TABLE staff_sessions (
  clinic_id         uuid           NOT NULL,
  id                uuid           NOT NULL,
  account_id        uuid           NOT NULL,
  token_hash        text           NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  created_at        timestamptz(3) NOT NULL,
  -- Written at most once a minute.
  last_seen_at      timestamptz(3) NOT NULL,
  second_factor_at  timestamptz(3),
  ended_at          timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, account_id) REFERENCES memberships
);
CREATE INDEX ON staff_sessions (account_id);

-- Access beyond a person's role, for a while. Why is in the audit trail.
CREATE TABLE break_glass_accesses (
  clinic_id   uuid           NOT NULL,
  id          uuid           NOT NULL,
  session_id  uuid           NOT NULL,
  opened_at   timestamptz(3) NOT NULL,
  expires_at  timestamptz(3) NOT NULL CHECK (expires_at > opened_at AND expires_at <= opened_at + interval '1 hour'),
  ended_at    timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES staff_sessions
);
CREATE INDEX ON break_glass_accesses (clinic_id, session_id);

-- Tries to sign in. The key is a keyed token of an e-mail address, of a network address, or of an account's second factor.
CREATE TABLE sign_in_tries (
  key           text           PRIMARY KEY,
  failures      int            NOT NULL CHECK (failures >= 0),
  last_at       timestamptz(3) NOT NULL,
  locked_until  timestamptz(3)
);
CREATE INDEX ON sign_in_tries (last_at);

-- ── Who sees them ───────────────────────────────────────────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE ON accounts, memberships, invitations, staff_sessions, break_glass_accesses TO crownline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_codes, sign_in_tries TO crownline_app;

CALL keep_clinics_apart('memberships');
CALL keep_clinics_apart('invitations');
CALL keep_clinics_apart('staff_sessions');
CALL keep_clinics_apart('break_glass_accesses');

-- A clinic sees the people who work or worked for it. What lets them in is written and read across clinics only.
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_staff ON accounts TO crownline_app
  USING ((SELECT sees_every_clinic()) OR EXISTS (SELECT FROM memberships WHERE account_id = accounts.id))
  WITH CHECK ((SELECT sees_every_clinic()));
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY across_clinics ON recovery_codes TO crownline_app USING ((SELECT sees_every_clinic()));
ALTER TABLE sign_in_tries ENABLE ROW LEVEL SECURITY;
CREATE POLICY across_clinics ON sign_in_tries TO crownline_app USING ((SELECT sees_every_clinic()));
