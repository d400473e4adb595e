#!/bin/sh
# Brings a copy of deploy/postgres/backup.sh into an empty database, also of a server that never had Crownline: sh restore.sh FILE
# Reaches the database by the variables of libpq, as a login that may make roles. The product's login is made by the migration that follows
# (docs/backup.md).
set -eu
tables=$(psql --no-psqlrc --tuples-only --no-align --command "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'pgboss')")
if [ "$tables" != 0 ]; then
  echo "The database has $tables tables. Restore into an empty one." >&2
  exit 1
fi
# Roles belong to the server and are in no copy of a database. What is restored grants rights to these.
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crownline_app') THEN CREATE ROLE crownline_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crownline_server') THEN CREATE ROLE crownline_server NOLOGIN NOINHERIT; END IF;
  IF NOT pg_has_role('crownline_server', 'crownline_app', 'MEMBER') THEN GRANT crownline_app TO crownline_server; END IF;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT crownline_app TO %I', current_user);
EXCEPTION
  -- A superuser is a member of every role, and whoever made the role may grant it.
  WHEN insufficient_privilege THEN NULL;
END $$;
SQL
# Whoever restores owns what is restored, whoever owned it before.
pg_restore --no-owner --exit-on-error --single-transaction --dbname "${PGDATABASE:?}" "${1:?the file of a copy}"
echo "restored: $1"
