-- The product's login owns nothing. It is a member of `crownline_server`: that may step into `crownline_app` for a transaction, and has
-- of its own what is needed outside of one. It inherits nothing from `crownline_app`: a statement that leaves that role sees no row.
-- Roles belong to the whole server, so another database of it may have made it, or an administrator has.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crownline_server') THEN
    CREATE ROLE crownline_server NOLOGIN NOINHERIT;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role('crownline_server', 'crownline_app', 'MEMBER') THEN
    GRANT crownline_app TO crownline_server;
  END IF;
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO crownline_server', current_schema());
  -- Servers older than 15 let everybody make tables.
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
  -- Who may not migrate can tell whether somebody has to.
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON _prisma_migrations TO crownline_server;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON _prisma_migrations FROM crownline_app;
  END IF;
END $$;

-- The keys are read and made outside of transactions, for every clinic; `crownline_app` never sees them.
GRANT SELECT, INSERT, UPDATE (wrapped), DELETE ON clinic_keys TO crownline_server;
CREATE POLICY of_every_clinic ON clinic_keys TO crownline_server USING (true);
-- A rotation removes the data keys that nothing needs any more. What tokens are made with stays.
CREATE POLICY index_keys_stay ON clinic_keys AS RESTRICTIVE FOR DELETE TO crownline_server USING (purpose = 'data');
