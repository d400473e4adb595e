-- Requests of the API that must not be done twice, for a day, with what was answered (docs/api.md).

CREATE TABLE idempotent_requests (
  clinic_id     uuid           NOT NULL REFERENCES clinics (id),
  id            uuid           NOT NULL,
  -- The API key or account: two who choose the same key mean two requests.
  actor_id      uuid           NOT NULL,
  -- A keyed token of the client's key: clients make theirs of what they have, such as a number.
  key_index     text           NOT NULL CHECK (key_index <> ''),
  -- A keyed token of method, path and body.
  request_index text           NOT NULL CHECK (request_index <> ''),
  started_at    timestamptz(3) NOT NULL,
  finished_at   timestamptz(3),
  -- Null once it has finished: it was cut short, and whether it took effect is not known.
  status        smallint       CHECK (status BETWEEN 200 AND 299),
  -- Sealed. Null where the answer has no body.
  body          text,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, actor_id, key_index),
  CHECK (finished_at IS NOT NULL OR status IS NULL),
  CHECK (status IS NOT NULL OR body IS NULL)
);
CREATE INDEX ON idempotent_requests (clinic_id, started_at);

CALL keep_clinics_apart('idempotent_requests');
GRANT SELECT, INSERT, UPDATE (finished_at, status, body), DELETE ON idempotent_requests TO crownline_app;
