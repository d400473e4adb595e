-- Telephone audio hardly gets smaller. PostgreSQL tried to make it so at each write, which took longer than the write itself.
ALTER TABLE phrase_audio ALTER COLUMN audio SET STORAGE EXTERNAL;
