-- Row-level security lets only such conditions into an index scan as can't tell of rows that must not be seen, and Postgres doesn't
-- promise that of `&&` on ranges. So a search for free time read everything that its providers and chairs had ever done, and went on
-- to read more with every year. This function reads as the owner of the table, by the index, and draws the line between clinics
-- itself. What it refers to is bound here, whatever the search path of its caller is.
CREATE FUNCTION taken_time(clinic uuid, resources uuid[], span tstzrange)
  RETURNS TABLE (resource_id uuid, during tstzrange, appointment_id uuid, hold_id uuid, blockout_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT a.resource_id, a.during, a.appointment_id, a.hold_id, a.blockout_id
  FROM allocations a
  WHERE (clinic = current_clinic() OR sees_every_clinic())
    AND a.clinic_id = clinic AND a.resource_id = ANY (resources) AND a.during && span AND a.released_at IS NULL;
END;
REVOKE ALL ON FUNCTION taken_time FROM PUBLIC;
GRANT EXECUTE ON FUNCTION taken_time TO crownline_app;
