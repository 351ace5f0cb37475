# Sourced by up, down and redis: Redis with a password, everything it takes appended to a file.

start_redis() {
  local here=$1 password
  password=$(secret)
  mkdir -p "$DIR/redis"
  printf 'requirepass %s\n' "$password" >"$DIR/redis/secret.conf"
  chmod 600 "$DIR/redis/secret.conf"
  chmod 700 "$DIR/redis"
  give redis "$DIR/redis"
  give redis "$DIR/redis/secret.conf"
  on_some_port redis choose_redis_port
  export_env TEST_REDIS_URL "redis://:$password@127.0.0.1:$REDIS_PORT"
  # kill | start: what it had appended is there again
  export_env TEST_REDIS_POWER "$here/redis"
}

choose_redis_port() {
  REDIS_PORT=$(free_port)
  printf '%s\n' "$REDIS_PORT" >"$DIR/redis.port"
  launch_redis
}

launch_redis() {
  local port run=()
  read -r port <"$DIR/redis.port"
  [ "$(id -u)" != 0 ] || run=(setpriv --reuid=redis --regid="$(id -gn redis)" --init-groups)
  start redis env -C / ${run[@]+"${run[@]}"} redis-server "$DIR/redis/secret.conf" --port "$port" --bind 127.0.0.1 \
    --dir "$DIR/redis" --appendonly yes --save '' --maxmemory-policy noeviction --daemonize no
  ready redis answers "$port"
}
