-- Whoever writes deliveries learns it from the database, whichever trigger of whichever row wrote them, and tells the other
-- processes once it has committed (docs/adr/0030-news-of-what-is-due.md). A NOTIFY in here would make commits wait for each
-- other; a message to the client costs nobody else anything. INFO is the level that reaches it whatever client_min_messages says,
-- and that the server's log does not keep.
CREATE FUNCTION say_deliveries_are_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE INFO 'crownline_news webhooks';
  RETURN NULL;
END $$;
CREATE TRIGGER webhook_deliveries_are_due
  AFTER INSERT ON webhook_deliveries FOR EACH STATEMENT EXECUTE FUNCTION say_deliveries_are_due();
