# Sourced by up and add-device: Mosquitto 2, one listener for MQTT 3.1.1 and 5, nobody without a password.

# The pattern file that the hub ships is what is tested; what follows it is what a site's administrator adds per device,
# since a pattern knows the user's whole name (campus/device) and not the campus alone.
start_mosquitto() {
  local here=$1 password
  password=$(secret)
  cp "$here/../../plugins/gates/mosquitto.acl" "$DIR/mosquitto.acl"
  : >"$DIR/mosquitto.passwd"
  mosquitto_passwd -b "$DIR/mosquitto.passwd" gatehouse-hub "$password"
  for file in "$DIR/mosquitto.acl" "$DIR/mosquitto.passwd"; do
    give mosquitto "$file"
    chmod 600 "$file"
  done
  on_some_port mosquitto launch_mosquitto
  export_env TEST_MQTT_URL "mqtt://127.0.0.1:$MOSQUITTO_PORT"
  export_env TEST_MQTT_USER gatehouse-hub
  export_env TEST_MQTT_PASSWORD "$password"
  # add-device CAMPUS/DEVICE PASSWORD
  export_env TEST_MQTT_ADD_DEVICE "$here/add-device"
}

launch_mosquitto() {
  MOSQUITTO_PORT=$(free_port)
  cat >"$DIR/mosquitto.conf" <<CONF
listener $MOSQUITTO_PORT 127.0.0.1
allow_anonymous false
password_file $DIR/mosquitto.passwd
acl_file $DIR/mosquitto.acl
persistence false
max_queued_messages 2000
log_dest stderr
log_type error
log_type warning
CONF
  start mosquitto mosquitto -c "$DIR/mosquitto.conf"
  ready mosquitto answers "$MOSQUITTO_PORT"
}

add_device() {
  local device=$1 password=$2 campus=${1%%/*}
  mosquitto_passwd -b "$DIR/mosquitto.passwd" "$device" "$password"
  give mosquitto "$DIR/mosquitto.passwd"
  if ! grep -qxF "user $device" "$DIR/mosquitto.acl"; then
    printf '\nuser %s\ntopic read gatehouse/v1/%s/all/#\ntopic read gatehouse/v1/%s/group/#\n' \
      "$device" "$campus" "$campus" >>"$DIR/mosquitto.acl"
  fi
  local pid
  read -r pid _ <"$DIR/pids/mosquitto"
  kill -HUP "$pid"
}
