import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('a plan that does not include it', () => {
  check(
    `
    GET https://api.test/export
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    403

    {"error":{"type":"plan_upgrade_required","message":"Bulk export is available on the Pro plan."}}
    `,
    `
      service-not-enabled stated: \`GET /export\` needs something that is not switched on in this account or project, or not part of its plan.
    `,
  );
});

test('a bare 403', () => {
  check(
    `
    GET https://api.test/export
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    403
    `,
    `
      silent service-not-enabled
    `,
  );
});

test('the page where it is switched on, and the plan that it is not part of', () => {
  check(
    `
    GET https://api.test/export
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    403
    Content-Type: application/json

    {"error":{"type":"plan_upgrade_required","message":"Bulk export is available on the Pro plan.","current_plan":"free","upgrade_url":"https://app.test/billing"}}
    `,
    `
      service-not-enabled stated: \`GET /export\` needs something that is not switched on in this account or project, or not part of its plan (\`current_plan\` is \`free\`).
        fix: Switch it on at \`app.test\`
    `,
  );
});
