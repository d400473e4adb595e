-- What a clinic settles for itself through the API: how its lists are told page by page, and a name for a blocked number that is
-- neither the number nor its token.

ALTER TABLE blocked_numbers
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD UNIQUE (clinic_id, id);

CREATE INDEX ON blocked_numbers (clinic_id, created_at, id);
CREATE INDEX ON phone_numbers (clinic_id, number);
CREATE INDEX ON closures (clinic_id, starts_on, id);
CREATE INDEX ON faqs (clinic_id, created_at, id);
