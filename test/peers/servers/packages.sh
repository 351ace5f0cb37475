# Sourced by up: what the peers need from Debian, and nothing that is there already.

# A file that proves the package, since a machine may have it from elsewhere.
NEEDED="
postgresql-15 /usr/lib/postgresql/15/bin/postgres
mosquitto /usr/sbin/mosquitto
mosquitto-clients /usr/bin/mosquitto_sub
curl /usr/bin/curl
apache2 /usr/sbin/apache2
libapache2-mod-auth-openidc /usr/lib/apache2/modules/mod_auth_openidc.so
slapd /usr/sbin/slapd
kannel /usr/sbin/bearerbox
rabbitmq-server /usr/lib/rabbitmq/bin/rabbitmq-server
ldap-utils /usr/bin/ldapwhoami
openssl /usr/bin/openssl
chromium /usr/bin/chromium
zbar-tools /usr/bin/zbarimg
redis-server /usr/bin/redis-server
prometheus /usr/bin/promtool
haproxy /usr/sbin/haproxy
docker-compose /usr/bin/docker-compose
fonts-wqy-microhei /usr/share/fonts/truetype/wqy/wqy-microhei.ttc
"

missing_packages() {
  local package file
  while read -r package file; do
    [ -z "$package" ] || [ -e "$file" ] || printf '%s ' "$package"
  done <<<"$NEEDED"
}

install_missing() {
  local missing
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || die "missing Debian packages: $missing- install them as root: apt-get install --no-install-recommends $missing"
  command -v apt-get >/dev/null || die "missing: $missing- and this is no Debian; the peers are Debian 12's packages"
  say "test/peers: installing $missing"
  without_services apt_install $missing
  missing=$(missing_packages)
  [ -z "$missing" ] || die "still missing after the installation: $missing"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >&2 && apt-get install -y -q --no-install-recommends "$@" </dev/null >&2
}

# While policy-rc.d says 101, no package starts its service: ours run on private ports and folders only.
without_services() {
  local guard=/usr/sbin/policy-rc.d made='' status=0
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$guard"
    chmod 755 "$guard"
    made=yes
  fi
  "$@" || status=$?
  [ -z "$made" ] || rm -f "$guard"
  [ "$status" = 0 ] || die "apt-get failed"
}
