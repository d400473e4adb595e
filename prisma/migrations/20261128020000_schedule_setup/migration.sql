-- The schedule is set up through the API (docs/scheduling.md).

-- Rooms and types of visit that are out of use stay for the visits that name them, and take no new ones.
ALTER TABLE operatories ADD COLUMN active boolean NOT NULL DEFAULT true;
ALTER TABLE appointment_types ADD COLUMN active boolean NOT NULL DEFAULT true;

-- What is listed in pages, in its order. Types of visit have the index of their unique names.
CREATE INDEX ON providers (clinic_id, name, id);
CREATE INDEX ON operatories (clinic_id, name, id);
CREATE INDEX ON weekly_blockouts (clinic_id, weekday, starts_minute, id);
