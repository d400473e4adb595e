-- Words of what was said and texted, as keyed tokens (docs/search.md). There is one row for each turn and each text that may be found,
-- also for one without any word: a missing row is one that was not read yet.

CREATE TABLE turn_words (
  clinic_id  uuid           NOT NULL,
  call_id    uuid           NOT NULL,
  seq        integer        NOT NULL,
  -- When the turn began.
  at         timestamptz(3) NOT NULL,
  -- A token for each word, with the places at which it stands, and one without places for each beginning of a word.
  tokens     tsvector       NOT NULL,
  PRIMARY KEY (clinic_id, call_id, seq),
  -- Goes with what it was made of, whoever removes that.
  FOREIGN KEY (clinic_id, call_id, seq) REFERENCES turns (clinic_id, call_id, seq) ON DELETE CASCADE
);
CREATE INDEX ON turn_words USING gin (tokens);
CALL keep_clinics_apart('turn_words');

CREATE TABLE text_words (
  clinic_id  uuid           NOT NULL,
  text_id    uuid           NOT NULL,
  -- When the text was written.
  at         timestamptz(3) NOT NULL,
  tokens     tsvector       NOT NULL,
  PRIMARY KEY (clinic_id, text_id),
  FOREIGN KEY (clinic_id, text_id) REFERENCES texts (clinic_id, id) ON DELETE CASCADE
);
CREATE INDEX ON text_words USING gin (tokens);
CALL keep_clinics_apart('text_words');

-- Clinics with turns and texts from before there were tokens. Words are sealed: the server reads them, by and by.
CREATE TABLE search_backlogs (
  clinic_id   uuid           PRIMARY KEY REFERENCES clinics (id),
  -- When all that was there had been read. What servers of the version before have written since is read on the next day.
  read_at     timestamptz(3)
);
CALL keep_clinics_apart('search_backlogs');
INSERT INTO search_backlogs (clinic_id) SELECT id FROM clinics;

GRANT SELECT, INSERT, UPDATE ON turn_words, text_words TO crownline_app;
GRANT SELECT, UPDATE, DELETE ON search_backlogs TO crownline_app;

-- Row-level security lets only such conditions into an index scan as can't tell of rows that must not be seen, and Postgres doesn't
-- promise that of `@@`. These read as the owner of the tables, by the index, and draw the line between clinics themselves, as
-- taken_time does.
CREATE FUNCTION turns_with(clinic uuid, wanted tsquery) RETURNS TABLE (call_id uuid, seq integer, at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT w.call_id, w.seq, w.at FROM turn_words w
  WHERE clinic = current_clinic() AND w.clinic_id = clinic AND w.tokens @@ wanted;
END;
CREATE FUNCTION texts_with(clinic uuid, wanted tsquery) RETURNS TABLE (text_id uuid, at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT w.text_id, w.at FROM text_words w
  WHERE clinic = current_clinic() AND w.clinic_id = clinic AND w.tokens @@ wanted;
END;
REVOKE ALL ON FUNCTION turns_with, texts_with FROM PUBLIC;
GRANT EXECUTE ON FUNCTION turns_with, texts_with TO crownline_app;
