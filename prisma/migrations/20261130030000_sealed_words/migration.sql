-- A clinic's own mark for the form somebody has signed may say who it was: it is sealed, and goes when they are erased. `evidence_id` holds
-- ids of rows and nothing else. SQL can't seal: marks that are there lie open in the new column until the server starts, which seals
-- them before anybody is served. It finds them by a constraint that is not validated yet.
ALTER TABLE consents ADD COLUMN evidence_reference text;

-- A row may lose its number and its mark, or have them sealed anew; all that it says stays.
CREATE OR REPLACE FUNCTION refuse_consent_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_change text[] := '{number,number_index,evidence_reference}';
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - may_change = to_jsonb(OLD) - may_change
     AND (NEW.number IS NOT NULL OR NEW.number_index IS NOT DISTINCT FROM OLD.number_index)
     AND (NEW.evidence_reference IS NULL OR OLD.evidence_reference IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'consents are append-only' USING ERRCODE = 'restrict_violation';
END $$;
GRANT UPDATE (evidence_reference) ON consents TO crownline_app;

ALTER TABLE consents DISABLE TRIGGER consents_append_only;
-- A row without a number is of somebody who was erased: the mark should have gone with it.
UPDATE consents SET evidence_id = '', evidence_reference = CASE WHEN number IS NOT NULL THEN evidence_id END
WHERE evidence_kind IN ('paper', 'web_form');
ALTER TABLE consents ENABLE TRIGGER consents_append_only;

ALTER TABLE consents
  ADD CONSTRAINT consents_evidence_is_no_words CHECK (
    CASE WHEN evidence_kind IN ('paper', 'web_form') THEN evidence_id = '' ELSE evidence_reference IS NULL END),
  ADD CONSTRAINT consents_reference_is_sealed CHECK (evidence_reference LIKE 's1.%') NOT VALID;
-- Where no mark is left open nothing waits for a server that may seal.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM consents WHERE evidence_reference IS NOT NULL) THEN
    ALTER TABLE consents VALIDATE CONSTRAINT consents_reference_is_sealed;
  END IF;
END $$;

-- Why somebody has broken the glass is for people to read, and may name somebody. It is sealed here; the trail, of which nothing can be
-- taken out, names the access. Reasons of the past stay where they are.
ALTER TABLE break_glass_accesses ADD COLUMN reason text CHECK (reason LIKE 's1.%');
