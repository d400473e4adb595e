#!/bin/sh
# Takes a replica out of the proxy that runs, or back in: sh replica.sh out|in NAME [ROOT]
# Calls that are on it stay; new ones and everything else go to the others. A restart of the proxy brings all back in.
set -eu
action=$1 name=$2 root=${3:-/etc/crownline}
listed=$root/run/replicas/$name.conf
# It opens its access log even to look at its files, and can't where standard output is a socket.
nginx() { command nginx -e stderr -p "$root/run/" -c "$root/conf/nginx.conf" "$@" >/dev/null; }

# Also tells a wrong name before anything has changed.
[ -f "$root/conf/replicas/$name.conf" ] || { echo "no replica $name" >&2; exit 1; }
case $action in
  in) cp "$root/conf/replicas/$name.conf" "$listed" ;;
  out) rm -f "$listed" ;;
  *) echo "out or in, not $action" >&2; exit 1 ;;
esac
# nginx refuses a list of none; the one that runs would go on, and the next reload fail for no reason that anybody sees.
nginx -t -q || { cp "$root/conf/replicas/$name.conf" "$listed"; exit 1; }
nginx -s reload
