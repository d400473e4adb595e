-- How the receptionist of a clinic speaks, thinks and takes turns, versioned; and what is measured of every call.

-- ── Agent profiles ──────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE agent_profiles (
  clinic_id     uuid           NOT NULL REFERENCES clinics (id),
  -- Counts from 1 within the clinic.
  version       integer        NOT NULL CHECK (version >= 1),
  -- `published`: calls use it; `retired`: they did; `discarded`: a draft that was given up.
  status        text           NOT NULL CHECK (status IN ('draft', 'published', 'retired', 'discarded')),
  settings      jsonb          NOT NULL CHECK (jsonb_typeof(settings) = 'object'),
  -- What the author says about the change.
  note          text,
  created_at    timestamptz(3) NOT NULL,
  published_at  timestamptz(3),
  PRIMARY KEY (clinic_id, version),
  CHECK ((status IN ('draft', 'discarded')) = (published_at IS NULL))
);

CREATE UNIQUE INDEX agent_profiles_one_published ON agent_profiles (clinic_id) WHERE status = 'published';

-- A call names the version that it ran, so none goes away, and none but a draft changes. A published one can be retired.
CREATE FUNCTION refuse_profile_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (
    OLD.status = 'draft' AND (NEW.clinic_id, NEW.version, NEW.created_at) = (OLD.clinic_id, OLD.version, OLD.created_at)
    OR (NEW.status = OLD.status OR (OLD.status, NEW.status) = ('published', 'retired'))
      AND to_jsonb(NEW) - 'status' = to_jsonb(OLD) - 'status'
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'only drafts of agent profiles change, and none is deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER agent_profiles_immutable
  BEFORE UPDATE OR DELETE ON agent_profiles
  FOR EACH ROW EXECUTE FUNCTION refuse_profile_change();

INSERT INTO agent_profiles (clinic_id, version, status, settings, note, created_at, published_at)
SELECT id, 1, 'published',
  jsonb_build_object('greetings', jsonb_build_object('en', greeting), 'voices', jsonb_build_object('en', jsonb_build_array(voice_model))),
  'As before versions were kept.', now(), now()
FROM clinics;

ALTER TABLE clinics DROP COLUMN greeting, DROP COLUMN voice_model;

ALTER TABLE calls
  ADD COLUMN agent_profile_version integer,
  -- Level, clipping, silence, noise and echo of the caller's side.
  ADD COLUMN audio_health jsonb,
  ADD FOREIGN KEY (clinic_id, agent_profile_version) REFERENCES agent_profiles (clinic_id, version);

-- A test call is an order like any other, but that it begins with the profile's own greeting.
ALTER TABLE outbound_calls
  ADD COLUMN agent_profile_version integer,
  ALTER COLUMN opening DROP NOT NULL,
  ADD FOREIGN KEY (clinic_id, agent_profile_version) REFERENCES agent_profiles (clinic_id, version),
  DROP CONSTRAINT outbound_calls_purpose_check,
  ADD CONSTRAINT outbound_calls_purpose_check CHECK (purpose IN ('reminder', 'recall', 'waitlist_offer', 'callback', 'profile_test')),
  ADD CHECK ((purpose = 'profile_test') = (agent_profile_version IS NOT NULL)),
  ADD CHECK ((purpose = 'profile_test') = (opening IS NULL));

-- ── Turns ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Milliseconds from the end of the caller's speech to each stage of the answer.
ALTER TABLE turns ADD COLUMN stages jsonb;

-- ── Phrases ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Lines of ours as µ-law 8 kHz, so that they can be spoken with no provider at all.
CREATE TABLE phrase_audio (
  clinic_id   uuid           NOT NULL REFERENCES clinics (id),
  voice       text           NOT NULL,
  -- Of the text, in hex.
  text_sha256 text           NOT NULL CHECK (text_sha256 ~ '^[0-9a-f]{64}$'),
  audio       bytea          NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (clinic_id, voice, text_sha256)
);
