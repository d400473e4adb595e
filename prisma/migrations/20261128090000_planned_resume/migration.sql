-- A process that ends hands its calls on: their next step is another stream, wherever it is answered. 'resume_owed': the caller
-- has spoken last and waits for an answer.
ALTER TABLE calls
  DROP CONSTRAINT calls_next_step_check,
  ADD CONSTRAINT calls_next_step_check CHECK (next_step IN ('hang_up', 'overflow', 'transfer', 'voicemail', 'resume', 'resume_owed'));
