#!/bin/sh
# Copies the database into /backups each night (BACKUP_HOUR, UTC), keeps the newest BACKUPS_KEPT copies, and says for Prometheus when the last
# one succeeded. `sh backup.sh now` makes one copy and ends. Reaches the database by the variables of libpq.
set -eu
folder=${BACKUPS:-/backups}

# Read by node_exporter. 0 until there is a copy: that is an alert as well.
tell() {
  newest=$(ls -1 "$folder"/crownline-*.dump 2>/dev/null | tail -n 1)
  {
    echo '# HELP crownline_backup_last_success_timestamp_seconds When the newest backup of the database was begun.'
    echo '# TYPE crownline_backup_last_success_timestamp_seconds gauge'
    echo "crownline_backup_last_success_timestamp_seconds $([ -z "$newest" ] && echo 0 || stat -c %Y "$newest")"
  } > "$folder/.crownline_backup.tmp"
  chmod 644 "$folder/.crownline_backup.tmp"
  mv "$folder/.crownline_backup.tmp" "$folder/crownline_backup.prom"
}

copy() {
  file=$folder/crownline-$(date -u +%Y%m%dT%H%M%SZ).dump
  rm -f "$folder"/crownline-*.unfinished
  if pg_dump --format=custom --file="$file.unfinished" && pg_restore --list "$file.unfinished" > /dev/null; then
    chmod 600 "$file.unfinished"
    mv "$file.unfinished" "$file"
    # By name, which is by time.
    ls -1 "$folder"/crownline-*.dump | sort -r | tail -n +$((${BACKUPS_KEPT:-14} + 1)) | while read -r old; do rm "$old"; done
    echo "backup made: $file"
    tell
  else
    echo 'backup failed' >&2
    tell
    return 1
  fi
}

[ "${1:-}" != now ] || { copy; exit; }
trap 'exit 0' TERM INT
tell
ls "$folder"/crownline-*.dump > /dev/null 2>&1 || copy || true
while :; do
  # Until that hour comes again, on this day or the next.
  now=$(date -u +%s)
  next=$((now / 86400 * 86400 + ${BACKUP_HOUR:-3} * 3600))
  [ "$next" -gt "$now" ] || next=$((next + 86400))
  sleep $((next - now)) &
  wait $!
  # A database that is away is asked again before the night is over.
  copy || { sleep 600 & wait $!; copy; } || true
done
