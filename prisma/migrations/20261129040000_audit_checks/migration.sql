-- How far each clinic's chain has been found as it was written: what follows is read next time. It is apart from `audit_heads`, which are
-- exported and proven as they are. Whoever owns the database can set it; the whole chain is read once a week all the same.
CREATE TABLE audit_verified (
  clinic_id    uuid           PRIMARY KEY,
  seq          integer        NOT NULL CHECK (seq >= 0),
  hash         text           NOT NULL,
  verified_at  timestamptz(3) NOT NULL
);
CALL keep_clinics_apart('audit_verified');

-- The hours that have been ordered from the job queue, so that each is once, and what was found in them.
CREATE TABLE audit_checks (
  hour         timestamptz(3) PRIMARY KEY,
  ordered_at   timestamptz(3) NOT NULL,
  finished_at  timestamptz(3),
  broken       integer        CHECK (broken >= 0)
);

GRANT SELECT, INSERT, UPDATE ON audit_verified, audit_checks TO crownline_app;
