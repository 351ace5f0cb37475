# Sourced by up and down: Kannel, an SMS gateway by HTTP whose message centre is the test's own (SMPP 3.4).

start_kannel() {
  KANNEL_PASSWORD=$(secret)
  on_some_port bearerbox launch_bearerbox
  on_some_port smsbox launch_smsbox
  export_env TEST_KANNEL_URL "http://127.0.0.1:$KANNEL_PORT/cgi-bin/sendsms"
  export_env TEST_KANNEL_USER gatehouse
  export_env TEST_KANNEL_PASSWORD "$KANNEL_PASSWORD"
  # Where Kannel looks for its message centre, once a second.
  export_env TEST_KANNEL_SMSC_PORT "$KANNEL_SMSC_PORT"
  # Its state: <smsc><status>online ...</status>
  export_env TEST_KANNEL_STATUS_URL "http://127.0.0.1:$KANNEL_ADMIN_PORT/status.xml?password=$KANNEL_PASSWORD"
}

launch_bearerbox() {
  KANNEL_ADMIN_PORT=$(free_port)
  KANNEL_BOX_PORT=$(free_port)
  KANNEL_SMSC_PORT=$(free_port)
  KANNEL_PORT=$(free_port)
  kannel_conf
  # Started by a name of its own: as() cannot be started in the background as one process.
  start bearerbox env -C / ${KANNEL_AS[@]+"${KANNEL_AS[@]}"} /usr/sbin/bearerbox "$DIR/kannel.conf"
  ready bearerbox answers "$KANNEL_BOX_PORT"
}

launch_smsbox() {
  KANNEL_PORT=$(free_port)
  kannel_conf
  start smsbox env -C / ${KANNEL_AS[@]+"${KANNEL_AS[@]}"} /usr/sbin/smsbox "$DIR/kannel.conf"
  ready smsbox answers "$KANNEL_PORT"
}

# An empty value stops it at the start, so every value says something.
kannel_conf() {
  KANNEL_AS=()
  [ "$(id -u)" != 0 ] || KANNEL_AS=(setpriv --reuid=kannel --regid="$(id -gn kannel)" --init-groups)
  (
    umask 077
    cat >"$DIR/kannel.conf" <<CONF
group = core
admin-port = $KANNEL_ADMIN_PORT
admin-password = $KANNEL_PASSWORD
status-password = $KANNEL_PASSWORD
admin-interface = 127.0.0.1
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "127.0.0.1"
smsbox-port = $KANNEL_BOX_PORT
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-level = 1
dlr-storage = internal
sms-resend-freq = 5
sms-resend-retry = 3

group = smsc
smsc = smpp
smsc-id = CENTRE
host = 127.0.0.1
port = $KANNEL_SMSC_PORT
transceiver-mode = true
smsc-username = hub
smsc-password = hubpw
system-type = "x"
address-range = "x"
reconnect-delay = 1
msg-id-type = 0x00

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = $KANNEL_PORT
sendsms-interface = 127.0.0.1
global-sender = 10086
log-level = 1

group = sendsms-user
username = gatehouse
password = $KANNEL_PASSWORD
user-allow-ip = "127.0.0.1"
max-messages = 5
concatenation = true

group = sms-service
keyword = default
text = "nobody reads this"
CONF
  )
  give kannel "$DIR/kannel.conf"
}

# While it looks for its message centre, bearerbox takes up to a minute to hear TERM; it holds nothing that is missed.
stop_kannel() {
  stop smsbox TERM
  stop bearerbox KILL
}
