import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('API Gateway without such a stage', () => {
  check(
    `
    GET https://a1.execute-api.us-east-1.amazonaws.com/Prod/orders
    x-api-key: k-123456

    403
    x-amz-apigw-id: Td=

    {"message":"Missing Authentication Token"}
    `,
    `
      route-mismatch stated: \`a1.execute-api.us-east-1.amazonaws.com\` does not answer \`GET /Prod/orders\`.
    `,
  );
});

test('a doubled slash', () => {
  check(
    `
    GET https://api.test//orders
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    400
    `,
    `
      route-mismatch likely: The path \`//orders\` has a doubled slash, which servers refuse or route elsewhere.
    `,
  );
});

test('a path like any', () => {
  check(
    `
    GET https://api.test/orders
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    403
    `,
    `
      silent route-mismatch
    `,
  );
});
