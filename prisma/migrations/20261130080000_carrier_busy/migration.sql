-- How often the carrier had no room for an order: it is asked less and less often, and not for ever.
ALTER TABLE outbound_calls ADD COLUMN busy_answers smallint NOT NULL DEFAULT 0;
