#!/bin/sh
# Brings the set of docker-compose.yml to what is checked out, one replica after the other: sh deploy/update.sh
# Each is taken out of the proxy, given until its calls are over (DRAIN_SECONDS at most), replaced, and brought back when it can take
# calls. It stops at whatever goes wrong; the replica that it was at is then out of the proxy, and the other one has all calls.
set -eu
cd "$(dirname "$0")/.."

docker compose build
# What runs now goes on working on a database that is one release ahead (CONTRIBUTING.md, "Migrations").
docker compose run --rm migrate
for replica in crownline-a crownline-b; do
  docker compose exec -T proxy sh /etc/crownline/conf/replica.sh out "$replica"
  docker compose up -d --no-deps --wait "$replica"
  docker compose exec -T proxy sh /etc/crownline/conf/replica.sh in "$replica"
done
# Those that hold no calls. The proxy holds all of them, so it is replaced by whoever has chosen the hour (docs/deploy.md).
# Prometheus reads its rules when it starts, and a file that was checked out anew is another one than the container has mounted.
docker compose up -d --no-deps --force-recreate prometheus alertmanager node-exporter postgres-exporter grafana backup
