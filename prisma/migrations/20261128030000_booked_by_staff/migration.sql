-- Times that staff and integrations hold by the API, and what their lists of visits are sorted and searched by.

ALTER TABLE holds
  ADD COLUMN api_key_id uuid,
  ADD COLUMN account_id uuid,
  ADD FOREIGN KEY (clinic_id, api_key_id) REFERENCES api_keys (clinic_id, id),
  ADD FOREIGN KEY (clinic_id, account_id) REFERENCES memberships (clinic_id, account_id),
  DROP CONSTRAINT holds_check,
  ADD CONSTRAINT holds_one_owner CHECK (num_nonnulls(call_id, offer_id, api_key_id, account_id) = 1);
CREATE INDEX ON holds (clinic_id, api_key_id);
CREATE INDEX ON holds (clinic_id, account_id);
CREATE INDEX ON holds (clinic_id, starts_at, id);

CREATE INDEX ON appointments (clinic_id, patient_id, starts_at, id);
DROP INDEX appointments_clinic_id_patient_id_idx; -- the beginning of the one above
CREATE INDEX ON appointments (clinic_id, provider_id, starts_at, id);
CREATE INDEX ON appointments (clinic_id, operatory_id, starts_at, id);
CREATE INDEX ON appointments (clinic_id, type_id, starts_at, id);
CREATE INDEX ON appointments (clinic_id, changed_at, id);
