-- States ask for records to be kept for ten years, and for those of minors until years after their majority: no kind ends at 3650 days any
-- more. A clinic can set a floor of its own, which nobody goes below by accident.
ALTER TABLE retention_rules
  DROP CONSTRAINT retention_rules_limits,
  ADD CONSTRAINT retention_rules_limits CHECK (CASE kind
    WHEN 'recordings' THEN days BETWEEN 1 AND 36500
    WHEN 'transcripts' THEN days BETWEEN 1 AND 36500
    WHEN 'texts' THEN days BETWEEN 30 AND 36500
    WHEN 'desk_tasks' THEN days BETWEEN 30 AND 36500
    WHEN 'identity_attempts' THEN days BETWEEN 7 AND 36500
    -- Six years.
    WHEN 'audit' THEN days BETWEEN 2192 AND 36500
    ELSE false END),
  ADD COLUMN floor_days integer,
  ADD CONSTRAINT retention_rules_floor CHECK (floor_days BETWEEN 1 AND days);
