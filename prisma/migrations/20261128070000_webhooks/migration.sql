-- What changes in a clinic, told to servers of its choice (docs/webhooks.md, docs/adr/0024-events-from-the-rows.md).

CREATE TABLE webhook_endpoints (
  clinic_id              uuid           NOT NULL REFERENCES clinics (id),
  id                     uuid           NOT NULL,
  -- Sealed, as are the secrets: whoever knows an address may send to it.
  url                    text           NOT NULL,
  description            text,
  -- The types of events that are wanted.
  events                 text[]         NOT NULL CHECK (cardinality(events) > 0),
  active                 boolean        NOT NULL,
  secret                 text           NOT NULL,
  -- The one before still signs until then.
  previous_secret        text,
  previous_secret_until  timestamptz(3),
  -- The first failure since the last success.
  failing_since          timestamptz(3),
  -- Why nothing is sent any more: it said 410 Gone, or it failed for days.
  disabled_reason        text           CHECK (disabled_reason IN ('gone', 'failing')),
  disabled_at            timestamptz(3),
  created_at             timestamptz(3) NOT NULL,
  -- What was sent to it points at it for a while longer.
  removed_at             timestamptz(3),
  PRIMARY KEY (clinic_id, id),
  CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL)),
  CHECK ((disabled_reason IS NULL) = (disabled_at IS NULL)),
  CHECK (NOT active OR (disabled_reason IS NULL AND removed_at IS NULL))
);
CREATE INDEX ON webhook_endpoints (clinic_id, created_at, id);

-- Something that has happened, as every endpoint is told of it. Ids, statuses and times only.
CREATE TABLE webhook_events (
  clinic_id  uuid           NOT NULL REFERENCES clinics (id),
  id         uuid           NOT NULL,
  type       text           NOT NULL,
  at         timestamptz(3) NOT NULL,
  data       jsonb          NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX ON webhook_events (at);

-- One event on its way to one endpoint.
CREATE TABLE webhook_deliveries (
  clinic_id    uuid           NOT NULL,
  id           uuid           NOT NULL,
  endpoint_id  uuid           NOT NULL,
  event_id     uuid           NOT NULL,
  event_type   text           NOT NULL,
  status       text           NOT NULL CHECK (status IN ('pending', 'delivered', 'failed', 'cancelled')),
  -- Tries that have begun. A result is written by the try that began last, and by no other.
  attempts     smallint       NOT NULL DEFAULT 0,
  -- When the next try may begin. Whoever begins one puts it off, so that it is due again if their process dies.
  due_at       timestamptz(3),
  created_at   timestamptz(3) NOT NULL,
  finished_at  timestamptz(3),
  -- The delivery that somebody wanted to have again.
  replay_of    uuid,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, endpoint_id) REFERENCES webhook_endpoints (clinic_id, id),
  FOREIGN KEY (clinic_id, event_id) REFERENCES webhook_events (clinic_id, id) ON DELETE CASCADE,
  CHECK ((status = 'pending') = (due_at IS NOT NULL)),
  CHECK ((status = 'pending') = (finished_at IS NULL))
);
CREATE INDEX ON webhook_deliveries (clinic_id, event_id);
CREATE INDEX ON webhook_deliveries (clinic_id, created_at, id);
CREATE INDEX ON webhook_deliveries (clinic_id, endpoint_id, created_at, id);
CREATE INDEX ON webhook_deliveries (clinic_id, status, created_at, id);
CREATE INDEX ON webhook_deliveries (clinic_id, event_type, created_at, id);
-- The queue.
CREATE INDEX ON webhook_deliveries (due_at, clinic_id, endpoint_id) WHERE status = 'pending';
CREATE INDEX ON webhook_deliveries (clinic_id, endpoint_id, due_at) WHERE status = 'pending';

CREATE TABLE webhook_attempts (
  clinic_id    uuid           NOT NULL,
  delivery_id  uuid           NOT NULL,
  -- Counts from 1. One that is missing was cut short with its process.
  number       smallint       NOT NULL,
  at           timestamptz(3) NOT NULL,
  duration_ms  integer        NOT NULL CHECK (duration_ms >= 0),
  -- Null when there was no answer.
  status_code  smallint,
  -- Null when it went well.
  error        text           CHECK (error IN (
    'refused', 'gone', 'redirected', 'timed_out', 'unreachable', 'tls', 'forbidden_address')),
  PRIMARY KEY (clinic_id, delivery_id, number),
  FOREIGN KEY (clinic_id, delivery_id) REFERENCES webhook_deliveries (clinic_id, id) ON DELETE CASCADE
);

CALL keep_clinics_apart('webhook_endpoints');
CALL keep_clinics_apart('webhook_events');
CALL keep_clinics_apart('webhook_deliveries');
CALL keep_clinics_apart('webhook_attempts');
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints, webhook_events, webhook_deliveries TO crownline_app;
GRANT SELECT, INSERT ON webhook_attempts TO crownline_app;

-- ── Events from the rows ────────────────────────────────────────────────────────────────────────────────────────────

-- They run in the transaction of the change and as whoever makes it, whatever part of the product that is. A clinic without
-- endpoints pays one look at an index.

CREATE FUNCTION has_webhooks(clinic uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM webhook_endpoints WHERE clinic_id = clinic AND active)
$$;

CREATE FUNCTION instant_text(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

CREATE FUNCTION call_sid_of(clinic uuid, call uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT call_sid FROM calls WHERE clinic_id = clinic AND id = call
$$;

-- One event and what it owes to each endpoint that wants it; nothing where none does.
CREATE PROCEDURE tell_webhooks(clinic uuid, event_type text, happened_at timestamptz, event_data jsonb) LANGUAGE plpgsql AS $$
DECLARE
  new_id uuid := gen_random_uuid();
BEGIN
  IF NOT EXISTS (SELECT FROM webhook_endpoints WHERE clinic_id = clinic AND active AND event_type = ANY (events)) THEN
    RETURN;
  END IF;
  INSERT INTO webhook_events (clinic_id, id, type, at, data) VALUES (clinic, new_id, event_type, happened_at, event_data);
  INSERT INTO webhook_deliveries (clinic_id, id, endpoint_id, event_id, event_type, status, due_at, created_at)
  SELECT clinic, gen_random_uuid(), id, new_id, event_type, 'pending', happened_at, happened_at
  FROM webhook_endpoints WHERE clinic_id = clinic AND active AND event_type = ANY (events);
END $$;

CREATE FUNCTION tell_of_appointment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  previous text := CASE TG_OP WHEN 'UPDATE' THEN OLD.status END;
  event_type text;
BEGIN
  IF NOT has_webhooks(NEW.clinic_id) THEN
    RETURN NULL;
  END IF;
  event_type := CASE
    WHEN TG_OP = 'INSERT' AND NEW.moved_from IS NOT NULL THEN 'moved'
    WHEN NEW.status = previous THEN 'changed'
    -- The visit that takes its place tells of both.
    WHEN NEW.status = 'rescheduled' THEN NULL
    WHEN NEW.status = 'scheduled' AND previous <> 'requested' THEN 'reopened'
    WHEN NEW.status = 'scheduled' OR (NEW.status = 'confirmed' AND previous IS NULL) THEN 'booked'
    ELSE NEW.status
  END;
  IF event_type IS NULL THEN
    RETURN NULL;
  END IF;
  CALL tell_webhooks(NEW.clinic_id, 'appointment.' || event_type, NEW.changed_at, jsonb_build_object(
    'appointmentId', NEW.id,
    'status', NEW.status,
    'previousStatus', previous,
    'startsAt', instant_text(NEW.starts_at),
    'endsAt', instant_text(NEW.ends_at),
    'patientId', NEW.patient_id,
    'providerId', NEW.provider_id,
    'operatoryId', NEW.operatory_id,
    'typeId', NEW.type_id,
    'movedFrom', NEW.moved_from,
    'cancelledBy', NEW.cancelled_by,
    'callId', NEW.call_id,
    'callSid', call_sid_of(NEW.clinic_id, NEW.call_id)
  ));
  RETURN NULL;
END $$;
CREATE TRIGGER appointments_tell_of_new
  AFTER INSERT ON appointments FOR EACH ROW EXECUTE FUNCTION tell_of_appointment();
CREATE TRIGGER appointments_tell_of_change
  AFTER UPDATE OF status, starts_at, ends_at, patient_id, provider_id, operatory_id, type_id ON appointments
  FOR EACH ROW WHEN (
    (OLD.status, OLD.starts_at, OLD.ends_at, OLD.patient_id, OLD.provider_id, OLD.operatory_id, OLD.type_id)
    IS DISTINCT FROM
    (NEW.status, NEW.starts_at, NEW.ends_at, NEW.patient_id, NEW.provider_id, NEW.operatory_id, NEW.type_id))
  EXECUTE FUNCTION tell_of_appointment();

CREATE FUNCTION tell_of_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT has_webhooks(NEW.clinic_id) THEN
    RETURN NULL;
  END IF;
  CALL tell_webhooks(NEW.clinic_id, 'call.completed', NEW.ended_at, jsonb_build_object(
    'callId', NEW.id,
    'callSid', NEW.call_sid,
    'direction', NEW.direction,
    'status', NEW.status,
    'outcome', NEW.outcome,
    'startedAt', instant_text(NEW.started_at),
    'answeredAt', instant_text(NEW.answered_at),
    'endedAt', instant_text(NEW.ended_at)
  ));
  RETURN NULL;
END $$;
CREATE TRIGGER calls_tell_of_new
  AFTER INSERT ON calls FOR EACH ROW WHEN (NEW.status = 'completed') EXECUTE FUNCTION tell_of_call();
CREATE TRIGGER calls_tell_of_end
  AFTER UPDATE OF status ON calls
  FOR EACH ROW WHEN (OLD.status <> 'completed' AND NEW.status = 'completed')
  EXECUTE FUNCTION tell_of_call();

CREATE FUNCTION tell_of_task() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  event_type text := CASE WHEN TG_OP = 'INSERT' THEN 'task.created' WHEN NEW.status = 'done' THEN 'task.done' ELSE 'task.reopened' END;
  -- When a task is opened again is not on its row.
  happened_at timestamptz := CASE event_type WHEN 'task.created' THEN NEW.created_at WHEN 'task.done' THEN NEW.done_at ELSE now() END;
BEGIN
  IF NOT has_webhooks(NEW.clinic_id) THEN
    RETURN NULL;
  END IF;
  CALL tell_webhooks(NEW.clinic_id, event_type, happened_at, jsonb_build_object(
    'taskId', NEW.id,
    'kind', NEW.kind,
    'origin', NEW.origin,
    'status', NEW.status,
    'callId', NEW.call_id,
    'callSid', call_sid_of(NEW.clinic_id, NEW.call_id),
    'createdAt', instant_text(NEW.created_at),
    'doneAt', instant_text(NEW.done_at)
  ));
  RETURN NULL;
END $$;
CREATE TRIGGER desk_tasks_tell_of_new
  AFTER INSERT ON desk_tasks FOR EACH ROW EXECUTE FUNCTION tell_of_task();
CREATE TRIGGER desk_tasks_tell_of_change
  AFTER UPDATE OF status ON desk_tasks
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION tell_of_task();

CREATE FUNCTION tell_of_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  event_type text := CASE NEW.status
    WHEN 'received' THEN 'message.received'
    WHEN 'sent' THEN 'message.sent'
    WHEN 'delivered' THEN 'message.delivered'
    ELSE 'message.failed'
  END;
BEGIN
  IF NOT has_webhooks(NEW.clinic_id) THEN
    RETURN NULL;
  END IF;
  CALL tell_webhooks(NEW.clinic_id, event_type, NEW.updated_at, jsonb_build_object(
    'messageId', NEW.id,
    'direction', NEW.direction,
    'kind', NEW.kind,
    'status', NEW.status,
    'errorCode', NEW.error_code,
    'appointmentId', NEW.appointment_id,
    'callId', NEW.call_id,
    'callSid', call_sid_of(NEW.clinic_id, NEW.call_id)
  ));
  RETURN NULL;
END $$;
-- `queued` and `sending` are between us and the carrier.
CREATE TRIGGER texts_tell_of_new
  AFTER INSERT ON texts FOR EACH ROW WHEN (NEW.status NOT IN ('queued', 'sending')) EXECUTE FUNCTION tell_of_text();
CREATE TRIGGER texts_tell_of_change
  AFTER UPDATE OF status ON texts
  FOR EACH ROW WHEN (OLD.status <> NEW.status AND NEW.status NOT IN ('queued', 'sending')) EXECUTE FUNCTION tell_of_text();
