-- What says how far a chain was verified, and what was found, is proven as the entries are: whoever has the database, and no key, can
-- neither make a check begin behind what they have changed, nor let it be forgotten that something was found. What there is of both was
-- never proven, so it goes: the next check reads every chain from its beginning.
DELETE FROM audit_verified;
ALTER TABLE audit_verified
  ADD COLUMN mac     text NOT NULL,
  ADD COLUMN key_id  text NOT NULL;

DELETE FROM audit_checks WHERE finished_at IS NOT NULL;
ALTER TABLE audit_checks
  ADD COLUMN mac     text,
  ADD COLUMN key_id  text;

-- When the ends of the chains are to be taken out of the database next, to each place that the operator has named, and when they were.
CREATE TABLE audit_anchors (
  target       text           PRIMARY KEY,
  due_at       timestamptz(3) NOT NULL,
  anchored_at  timestamptz(3),
  mac          text,
  key_id       text
);
GRANT SELECT, INSERT, UPDATE ON audit_anchors TO crownline_app;
