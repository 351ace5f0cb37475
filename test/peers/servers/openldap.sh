# Sourced by up: OpenLDAP with the virtual campus's people; plain, StartTLS and ldaps, under a throw-away CA.

start_openldap() {
  local here=$1
  make_certificates
  mkdir -p "$DIR/ldap"
  slapd_conf >"$DIR/slapd.conf"
  [ -f "$here/../../dist/test/peers/servers/write-ldif.js" ] || node "$here/../../build.mjs" >&2
  node "$here/../../dist/test/peers/servers/write-ldif.js" >"$DIR/people.ldif"
  slapadd -q -f "$DIR/slapd.conf" -l "$DIR/people.ldif" >"$DIR/slapadd.log" 2>&1 || die "slapadd: $(tail -n 3 "$DIR/slapadd.log")"
  if [ "$(id -u)" = 0 ]; then chown -R openldap: "$DIR/ldap" "$DIR/tls" "$DIR/slapd.conf"; fi
  on_some_port slapd launch_slapd
  export_env TEST_LDAP_URL "ldap://127.0.0.1:$LDAP_PORT"
  export_env TEST_LDAPS_URL "ldaps://127.0.0.1:$LDAPS_PORT"
  export_env TEST_LDAP_CA "$DIR/tls/ca.pem"
}

launch_slapd() {
  LDAP_PORT=$(free_port)
  LDAPS_PORT=$(free_port)
  local drop=()
  [ "$(id -u)" != 0 ] || drop=(-u openldap -g openldap)
  start slapd /usr/sbin/slapd -d none ${drop[@]+"${drop[@]}"} -f "$DIR/slapd.conf" \
    -h "ldap://127.0.0.1:$LDAP_PORT/ ldaps://127.0.0.1:$LDAPS_PORT/"
  ready slapd env LDAPTLS_CACERT="$DIR/tls/ca.pem" ldapwhoami -x -H "ldaps://127.0.0.1:$LDAPS_PORT" \
    -D cn=gatehouse,ou=services,dc=hku,dc=campus,dc=test -w gatehouse-directory
}

make_certificates() {
  local tls=$DIR/tls
  mkdir -p "$tls"
  {
    openssl ecparam -name prime256v1 -genkey -noout -out "$tls/ca.key"
    openssl req -x509 -new -key "$tls/ca.key" -days 2 -subj '/CN=Gatehouse test CA' -out "$tls/ca.pem" \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
    openssl ecparam -name prime256v1 -genkey -noout -out "$tls/server.key"
    openssl req -new -key "$tls/server.key" -subj '/CN=localhost' -out "$tls/server.csr"
    openssl x509 -req -in "$tls/server.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca.key" -set_serial 2 -days 2 -out "$tls/server.pem" \
      -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n')
  } >"$DIR/openssl.log" 2>&1 || die "openssl: $(tail -n 3 "$DIR/openssl.log")"
  chmod 600 "$tls"/*.key
  rm -f "$tls/ca.key" "$tls/server.csr"
}

# Each campus's service account reads below its own suffix; everybody else may only bind.
# Paged searches may read on past the size limit, as the administrators of large directories allow them.
slapd_conf() {
  cat <<CONF
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb.la
sizelimit size.soft=500 size.hard=soft size.prtotal=unlimited
TLSCACertificateFile $DIR/tls/ca.pem
TLSCertificateFile $DIR/tls/server.pem
TLSCertificateKeyFile $DIR/tls/server.key
database mdb
suffix "dc=campus,dc=test"
directory $DIR/ldap
maxsize 268435456
dbnosync
index objectClass,uid,mail,employeeNumber eq
index cn,sn eq,sub
access to attrs=userPassword by anonymous auth by * none
access to dn.regex="^(.+,)?(dc=[^,]+,dc=campus,dc=test)$"
  by dn.exact,expand="cn=gatehouse,ou=services,\$2" read
  by anonymous auth
  by * none
access to * by anonymous auth by * none
CONF
}
