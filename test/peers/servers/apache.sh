# Sourced by up, down and apache: Apache with mod_auth_openidc, a portal that signs its people in at a hub. A test starts it,
# since its configuration names the hub.

offer_apache() {
  # start PORT DIRECTIVES DOCUMENTS | stop
  export_env TEST_APACHE "$1/apache"
}

launch_apache() {
  local port=$1 directives=$2 documents=$3 modules=/usr/lib/apache2/modules user=www-data
  mkdir -p "$DIR/apache/cache"
  give www-data "$DIR/apache/cache"
  {
    cat <<CONF
ServerRoot $DIR/apache
ServerName localhost
Listen 127.0.0.1:$port
PidFile $DIR/apache/httpd.pid
DefaultRuntimeDir $DIR/apache
ErrorLog $DIR/apache/error.log
LogLevel warn
CONF
    [ "$(id -u)" != 0 ] || printf 'User %s\nGroup %s\n' "$user" "$user"
    local module
    for module in mpm_event authn_core authz_core authz_user dir mime include auth_openidc; do
      printf 'LoadModule %s_module %s/mod_%s.so\n' "$module" "$modules" "$module"
    done
    cat <<CONF
TypesConfig /etc/mime.types
AddType text/html .shtml
AddOutputFilter INCLUDES .shtml
DirectoryIndex index.shtml
DocumentRoot $documents
<Directory $documents>
  Options +Includes
  Require all granted
</Directory>
Include $directives
CONF
  } >"$DIR/apache/httpd.conf"
  start apache apache2 -D FOREGROUND -d "$DIR/apache" -f "$DIR/apache/httpd.conf"
  ready apache answers "$port"
}
