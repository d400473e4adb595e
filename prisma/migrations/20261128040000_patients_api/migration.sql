-- What the API lists: an index for each order, and for what such a list is narrowed by (ADR 21: the clinic first).

CREATE INDEX ON patients (clinic_id, created_at, id);

CREATE INDEX ON waitlist_entries (clinic_id, created_at, id);
CREATE INDEX ON waitlist_entries (clinic_id, patient_id, created_at);
CREATE INDEX ON waitlist_entries (clinic_id, type_id, created_at);

CREATE INDEX ON recalls (clinic_id, due_on, id);

CREATE INDEX ON consents (clinic_id, at, seq);
CREATE INDEX ON consents (clinic_id, purpose, at, seq);
CREATE INDEX ON consents (clinic_id, choice, at, seq);
