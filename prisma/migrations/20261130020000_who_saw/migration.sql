-- Who stands behind a command, and whom a reading concerned (docs/access.md).

-- Somebody who runs a command of the product, by what they are called there.
ALTER TABLE audit_entries
  DROP CONSTRAINT audit_entries_actor_kind_check,
  ADD CONSTRAINT audit_entries_actor_kind_check
    CHECK (actor_kind IN ('agent', 'api_key', 'staff', 'system', 'patient', 'operator'));

-- Whose data may be in the words of a call: who was identified in it, booked or waited for, and who is reached at the number on the other
-- side. By columns that are indexed either way: it is asked with each reading of a call, and for each patient.
CREATE VIEW concerned_patients WITH (security_invoker = true) AS
  SELECT clinic_id, patient_id, call_id FROM patient_calls
  UNION SELECT c.clinic_id, p.id, c.id FROM calls c
    JOIN patients p ON p.clinic_id = c.clinic_id AND p.phone_index = c.from_number_index WHERE c.direction = 'inbound'
  UNION SELECT c.clinic_id, p.id, c.id FROM calls c
    JOIN patients p ON p.clinic_id = c.clinic_id AND p.phone_index = c.to_number_index WHERE c.direction = 'outbound';
GRANT SELECT ON concerned_patients TO crownline_app;

-- Whose data the first answer showed: whoever is shown it again sees the same.
ALTER TABLE idempotent_requests ADD COLUMN patient_ids uuid[] NOT NULL DEFAULT '{}';
GRANT UPDATE (patient_ids) ON idempotent_requests TO crownline_app;
