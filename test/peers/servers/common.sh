# Sourced by up, down and add-device: where the peers live, their processes and ports.

DIR=${GATEHOUSE_PEERS_DIR:-/tmp/gatehouse-peers-$(id -u)}
ENV_FILE=$DIR/env

say() { printf '%s\n' "$*" >&2; }
die() {
  say "test/peers: $*"
  exit 1
}

# A folder in /tmp has a name that anyone could have taken before: use it only when it is a real one of our own.
own_folder() { [ -d "$DIR" ] && [ ! -L "$DIR" ] && [ "$(stat -c %u "$DIR")" = "$(id -u)" ]; }

# Field 22 of proc(5) stat: when the process began. A number given to another process later has another beginning.
born() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  stat=${stat##*) }
  set -- $stat
  [ "$1" != Z ] && printf '%s' "${20}"
}

# start NAME COMMAND...: in the background, in a session of its own, output in a log, remembered for `down`.
start() {
  local name=$1
  shift
  setsid "$@" </dev/null >"$DIR/$name.log" 2>&1 &
  printf '%s %s\n' "$!" "$(born "$!")" >"$DIR/pids/$name"
}

alive() {
  local pid birth
  read -r pid birth <"$DIR/pids/$1" 2>/dev/null && [ "$(born "$pid")" = "$birth" ]
}

# stop NAME SIGNAL: asks, waits ten seconds, insists.
stop() {
  local pid birth try
  [ -f "$DIR/pids/$1" ] || return 0
  read -r pid birth <"$DIR/pids/$1"
  alive "$1" && kill "-$2" "$pid" 2>/dev/null
  for try in $(seq 200); do
    alive "$1" || break
    sleep 0.05
  done
  alive "$1" && kill -KILL "$pid" 2>/dev/null
  rm -f "$DIR/pids/$1"
}

# Below 32768: above it the kernel hands the same numbers to outgoing connections.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s' "$port"
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# ready NAME TEST...: until the test succeeds; false when the process died first (its port was taken), or after 20 s.
ready() {
  local name=$1 try
  shift
  for try in $(seq 400); do
    "$@" >/dev/null 2>&1 && alive "$name" && return 0
    alive "$name" || return 1
    sleep 0.05
  done
  return 1
}

# on_some_port NAME STARTER: a free port may be taken before the server binds it, so try again with another.
on_some_port() {
  local name=$1 starter=$2 try
  for try in 1 2 3; do
    "$starter" && return 0
    stop "$name" KILL
  done
  say "$(tail -n 5 "$DIR/$name.log" 2>/dev/null)"
  die "$name did not start"
}

secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# as USER COMMAND...: root's servers run as the user that their package brought.
as() {
  local user=$1
  shift
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid="$user" --regid="$(id -gn "$user")" --init-groups "$@"
  else
    "$@"
  fi
}

give() { if [ "$(id -u)" = 0 ]; then chown "$1": "$2"; fi; }
