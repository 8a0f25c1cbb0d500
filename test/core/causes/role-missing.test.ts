import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the answer names the role', () => {
  check(
    `
    DELETE https://api.test/posts/1
    Authorization: Bearer ${jwt({ sub: 'u1', role: 'member', exp: 60 })}

    403

    {"message":"role moderator required"}
    `,
    `
      role-missing stated: The caller \`u1\` lacks the right \`moderator\`; the token has \`member\`.
    `,
  );
});

test('a known user and a bare 403', () => {
  check(
    `
    GET https://files.test/group
    Authorization: Basic Ym9iOmJ1aWxkZXI=

    403
    `,
    `
      role-missing likely: The caller \`bob\` is known and may not do \`GET /group\`.
    `,
  );
});

test('nobody is known', () => {
  check(
    `
    GET https://files.test/group

    401
    `,
    `
      silent role-missing
    `,
  );
});

test('the one whom the answer names lacks it, not the key', () => {
  check(
    `
    GET https://logs.s3.us-east-1.amazonaws.com/?list-type=2
    Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20240812/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=7ffe609d7ffe609d

    403
    x-amz-request-id: 9302E3F406AFD0D1
    Content-Type: application/xml

    <Error><Code>AccessDenied</Code><Message>User: arn:aws:iam::111122223333:user/deploy is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::logs" because no identity-based policy allows the s3:ListBucket action</Message></Error>
    `,
    `
      role-missing stated: The caller \`arn:aws:iam::111122223333:user/deploy\` lacks the right \`s3:ListBucket\`.
        fix: Grant \`arn:aws:iam::111122223333:user/deploy\` the right \`s3:ListBucket\`
    `,
  );
});

test('a wordless 401 to a token that this server gave a moment ago', () => {
  check(
    `
    POST https://a.test/login
    Content-Type: application/json

    {"user":"iva","password":"pw1"}

    200

    {"id":"QDCSAPBJseDPcbhaPiGe13CnGn","ttl":1209600}
    ---
    POST https://a.test/notes
    Authorization: QDCSAPBJseDPcbhaPiGe13CnGn

    401

    {"error":{"message":"Authorization Required"}}
    `,
    `
      role-missing likely: The caller is known and may not do \`POST /notes\`.
    `,
  );
});
