import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the server says so', () => {
  check(
    `
    GET https://s3.test/a
    Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=abc

    403

    <?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match</Message></Error>
    `,
    `
      request-signature-invalid stated: The signature in \`Authorization\` is not the one the server computed.
    `,
  );
});

test('a link that is signed and not over', () => {
  check(
    `
    GET https://cdn.test/a.mp4?md5=jE8JQKrKDEzg_oHUdZF0sw&expires=1795387136

    403
    `,
    `
      request-signature-invalid likely: The link is signed (\`md5\`) and not over, and the server refuses it: its signature does not match.
    `,
  );
});

test('nothing is signed', () => {
  check(
    `
    GET https://cdn.test/a.mp4

    403
    `,
    `
      silent request-signature-invalid
    `,
  );
});

test('a parameter that was added to a signed link', () => {
  check(
    `
    GET https://shop.test/unsubscribe/7?expires=1795384288&signature=620bf359fcd036a2fc74b4e00c6ed577&utm_source=news

    403
    `,
    `
      request-signature-invalid likely: The link is signed (\`signature\`) and not over, and the server refuses it: its signature does not match.
      shows: \`utm_source\` is of the kind that is added to a link after it was signed
    `,
  );
});

test('a detached JWS in a header signs the request, and is no broken token', () => {
  check(
    `
    POST https://pay.test/payments
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}
    Tl-Signature: eyJhbGciOiJFUzUxMiIsImtpZCI6IjQ1ZmM3NWNmIn0..MEUCIQDx

    401

    {"detail":"Invalid request signature in Tl-Signature header."}
    `,
    `
      request-signature-invalid stated: The signature in \`Tl-Signature\` is not the one the server computed.
    `,
  );
});
