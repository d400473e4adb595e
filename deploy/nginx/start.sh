#!/bin/sh
# Starts the proxy with all replicas: sh start.sh [ROOT]
set -eu
root=${1:-/etc/crownline}
mkdir -p "$root/run/replicas"
cp "$root"/conf/replicas/*.conf "$root/run/replicas/"
exec nginx -e stderr -p "$root/run/" -c "$root/conf/nginx.conf"
