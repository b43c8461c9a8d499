#!/bin/sh
# Runs once, when PostgreSQL makes its data folder: the service owns its database but is no superuser.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=service="$SERVICE" --set=password="$SERVICE_PASSWORD" <<'SQL'
CREATE ROLE :"service" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE ALL ON DATABASE :"service", postgres, template1 FROM PUBLIC;
SQL
