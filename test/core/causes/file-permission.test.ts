import { test } from 'node:test';
import { check } from '../../check.ts';

test('the page of nginx', () => {
  check(
    `
    GET https://www.test/reports/q.pdf

    403
    Server: nginx/1.22

    <html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>
    `,
    `
      file-permission possible: The web server itself refuses \`/reports/q.pdf\`: its user may not read the file, or a rule denies it.
    `,
  );
});

test('IIS may not list', () => {
  check(
    `
    GET https://www.test/downloads/

    403
    Server: Microsoft-IIS/10.0

    <html><head><title>IIS 10.0 Detailed Error - 403.14 - Forbidden</title></head></html>
    `,
    `
      file-permission stated: The folder \`/downloads/\` has no index page that may be shown, and listing is off.
    `,
  );
});

test('JSON of an application', () => {
  check(
    `
    GET https://www.test/reports

    403
    Server: nginx/1.22

    {"message":"Forbidden"}
    `,
    `
      silent file-permission
    `,
  );
});
