/** Where servers keep their configuration, by the system or packager that puts it there. */
export const wellKnownConfs: readonly string[] = [
  // Debian, Red Hat, Alpine
  '/etc/nginx/nginx.conf',
  '/etc/apache2/apache2.conf',
  '/etc/httpd/conf/httpd.conf',
  '/etc/apache2/httpd.conf',
  // FreeBSD, Homebrew on both kinds of Macs, MacPorts
  '/usr/local/etc/nginx/nginx.conf',
  '/usr/local/etc/apache24/httpd.conf',
  '/usr/local/etc/httpd/httpd.conf',
  '/opt/homebrew/etc/nginx/nginx.conf',
  '/opt/homebrew/etc/httpd/httpd.conf',
  '/opt/local/etc/nginx/nginx.conf',
  // Built from source
  '/usr/local/nginx/conf/nginx.conf',
  '/usr/local/openresty/nginx/conf/nginx.conf',
  '/usr/local/apache2/conf/httpd.conf',
  // XAMPP
  '/opt/lampp/etc/httpd.conf',
  '/Applications/XAMPP/xamppfiles/etc/httpd.conf',
  'C:\\xampp\\apache\\conf\\httpd.conf',
  'C:\\nginx\\conf\\nginx.conf',
  'C:\\Apache24\\conf\\httpd.conf',
];

/** Where their logs lie where no configuration says otherwise. */
export const wellKnownLogs: readonly string[] = [
  '/var/log/nginx/*',
  '/var/log/apache2/*',
  '/var/log/httpd/*',
  '/var/log/httpd-*.log',
  '/var/log/caddy/*',
  '/var/log/traefik/*',
  '/var/log/haproxy.log',
  '/usr/local/var/log/nginx/*',
  '/usr/local/var/log/httpd/*',
  '/opt/homebrew/var/log/nginx/*',
  '/opt/homebrew/var/log/httpd/*',
  '/opt/local/var/log/nginx/*',
  '/usr/local/nginx/logs/*',
  '/usr/local/openresty/nginx/logs/*',
  '/usr/local/apache2/logs/*',
  '/opt/lampp/logs/*',
  '/Applications/XAMPP/xamppfiles/logs/*',
  'C:\\xampp\\apache\\logs\\*',
  'C:\\nginx\\logs\\*',
  'C:\\Apache24\\logs\\*',
  'C:\\inetpub\\logs\\LogFiles\\W3SVC*\\*.log',
];
