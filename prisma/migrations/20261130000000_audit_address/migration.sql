-- From where somebody acted, and in which request. Both are null for what the product does itself and for what is done in a call. They
-- are part of an entry's hash wherever one of them is said; where neither is, the hash is what it was before there were these columns,
-- so entries of then still fit, and nobody can say them later.
ALTER TABLE audit_entries
  ADD COLUMN address     text,
  ADD COLUMN request_id  text;
