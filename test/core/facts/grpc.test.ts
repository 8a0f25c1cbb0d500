import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGrpcTrailers } from '../../../src/core/facts/grpc.ts';
import { percentDecoded } from '../../../src/core/facts/target.ts';

const trailers = 'grpc-message: missing%20authorization%20header\r\ngrpc-status: 16\r\n';
const fields = [
  { path: 'grpc-message', key: 'message', value: 'missing authorization header' },
  { path: 'grpc-status', key: 'code', value: 'UNAUTHENTICATED' },
];

test('trailers at the end of a gRPC-Web body', () => {
  assert.deepEqual(readGrpcTrailers('application/grpc-web+proto', `\u0080\0\0\0A${trailers}`), fields);
});

test('trailers in base64, behind a frame with padding of its own', () => {
  const frame = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
  const body = `${frame('\0\0\0\0\u0001x')}${frame(`\u0080\0\0\0A${trailers}`)}`;
  assert.deepEqual(readGrpcTrailers('application/grpc-web-text', body), fields);
});

test('no trailers are read of another type, or where nothing is refused', () => {
  assert.deepEqual(readGrpcTrailers('text/plain', trailers), []);
  assert.deepEqual(readGrpcTrailers('application/grpc-web', 'grpc-status: 5\r\n'), []);
});

test('a message that is no percent-encoding stays as it is', () => {
  assert.equal(percentDecoded('100% of %zz'), '100% of %zz');
});
