# Sourced by up: PostgreSQL 15 with an empty cluster of its own.

start_postgres() {
  local bin=/usr/lib/postgresql/15/bin data=$DIR/postgres password
  password=$(secret)
  mkdir -p "$data" && chmod 700 "$data"
  printf '%s\n' "$password" >"$DIR/postgres.password"
  chmod 600 "$DIR/postgres.password"
  give postgres "$data"
  give postgres "$DIR/postgres.password"
  (cd / && as postgres "$bin/initdb" -D "$data" -U gatehouse -A scram-sha-256 --pwfile="$DIR/postgres.password" \
    -E UTF8 --locale=C.UTF-8 --no-sync >"$DIR/initdb.log" 2>&1) || die "initdb: $(tail -n 3 "$DIR/initdb.log")"
  rm -f "$DIR/postgres.password"
  on_some_port postgres launch_postgres
  export_env TEST_DATABASE_URL "postgres://gatehouse:$password@127.0.0.1:$POSTGRES_PORT/postgres"
}

launch_postgres() {
  POSTGRES_PORT=$(free_port)
  # as() cannot be started in the background as one process: setpriv replaces itself, a function does not.
  local run=()
  [ "$(id -u)" != 0 ] || run=(setpriv --reuid=postgres --regid="$(id -gn postgres)" --init-groups)
  start postgres env -C / ${run[@]+"${run[@]}"} /usr/lib/postgresql/15/bin/postgres -D "$DIR/postgres" -p "$POSTGRES_PORT" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200
  ready postgres /usr/lib/postgresql/15/bin/pg_isready -q -h 127.0.0.1 -p "$POSTGRES_PORT"
}
