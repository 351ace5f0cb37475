# Sourced by up, down and restart-rabbitmq: RabbitMQ, one node of its own with one user. Everything that it would keep in
# the system's folders lies in its own one, and its epmd is its own too.

start_rabbitmq() {
  local here=$1 password
  password=$(secret)
  mkdir -p "$DIR/rabbitmq" && chmod 700 "$DIR/rabbitmq"
  printf '[].\n' >"$DIR/rabbitmq/plugins"
  cat >"$DIR/rabbitmq/rabbitmq.conf" <<CONF
default_user = gatehouse
default_pass = $password
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 1GB
CONF
  on_some_port rabbitmq choose_rabbitmq_port
  export_env TEST_AMQP_URL "amqp://gatehouse:$password@127.0.0.1:$RABBITMQ_PORT"
  # Kills the broker and starts it again with what it has on disk.
  export_env TEST_AMQP_RESTART "$here/restart-rabbitmq"
}

choose_rabbitmq_port() {
  stop_rabbitmq
  rm -rf "$DIR/rabbitmq/mnesia"
  RABBITMQ_PORT=$(free_port)
  printf '%s %s %s\n' "$RABBITMQ_PORT" "$(free_port)" "$(free_port)" >"$DIR/rabbitmq/ports"
  launch_rabbitmq || {
    stop_rabbitmq
    return 1
  }
}

launch_rabbitmq() {
  local port distribution epmd home=$DIR/rabbitmq
  read -r port distribution epmd <"$home/ports"
  # The wrapper in /usr/sbin would change to another user and to the system's folders.
  start rabbitmq env HOME="$home" RABBITMQ_MNESIA_BASE="$home/mnesia" RABBITMQ_LOG_BASE="$home/log" \
    RABBITMQ_NODENAME=gatehouse-peer@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$port" \
    RABBITMQ_DIST_PORT="$distribution" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$epmd" \
    RABBITMQ_PID_FILE="$home/pid" RABBITMQ_CONFIG_FILE="$home/rabbitmq" RABBITMQ_ENABLED_PLUGINS_FILE="$home/plugins" \
    /usr/lib/rabbitmq/bin/rabbitmq-server
  # An Erlang node takes its time: three times what the others get.
  ready rabbitmq answers "$port" || ready rabbitmq answers "$port" || ready rabbitmq answers "$port"
}

# The whole session that `start` made, the script and the node below it. Nothing here has to be saved.
kill_rabbitmq() {
  local pid birth try
  read -r pid birth 2>/dev/null <"$DIR/pids/rabbitmq" || return 0
  alive rabbitmq && kill -KILL -- "-$pid" 2>/dev/null
  for try in $(seq 100); do
    kill -0 -- "-$pid" 2>/dev/null || break
    sleep 0.05
  done
  rm -f "$DIR/pids/rabbitmq"
}

stop_rabbitmq() {
  local epmd
  kill_rabbitmq
  read -r _ _ epmd 2>/dev/null <"$DIR/rabbitmq/ports" || return 0
  # It outlives its nodes, and ends by a word on its own port.
  ERL_EPMD_PORT=$epmd epmd -kill >/dev/null 2>&1 || true
}
