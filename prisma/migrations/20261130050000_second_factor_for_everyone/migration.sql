-- Whoever signs in has a second factor. A clinic may let the desk and its clinicians in with a password alone; owners and auditors never.
ALTER TABLE clinics
  ADD COLUMN password_only_roles text[] NOT NULL DEFAULT '{}'
    CHECK (password_only_roles <@ ARRAY['front_desk', 'clinician']);
