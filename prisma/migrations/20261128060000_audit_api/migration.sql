-- Orders and filters of what the API lists for those who look after the clinic: the audit trail, keys, people, and holds.

-- Search of the audit trail, the newest first.
CREATE INDEX ON audit_entries (clinic_id, action, seq);
CREATE INDEX ON audit_entries (clinic_id, actor_id, seq);
CREATE INDEX ON audit_entries (clinic_id, call_id, seq);

CREATE INDEX ON api_keys (clinic_id, created_at, id);
CREATE INDEX ON memberships (clinic_id, created_at, account_id);
CREATE INDEX ON invitations (clinic_id, created_at, id);
CREATE INDEX ON break_glass_accesses (clinic_id, opened_at, id);
CREATE INDEX ON legal_holds (clinic_id, placed_at, id);

-- What a call has booked.
CREATE INDEX ON appointments (clinic_id, call_id);
