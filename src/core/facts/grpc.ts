import type { Field } from './body.ts';
import { percentDecoded } from './target.ts';

/** The names of gRPC's statuses that refuse a caller, by number (gRPC's `statuscodes.md`). */
const refusing: Readonly<Record<string, string>> = {
  '7': 'PERMISSION_DENIED',
  '8': 'RESOURCE_EXHAUSTED',
  '16': 'UNAUTHENTICATED',
};

/** The name of a gRPC status that refuses a caller; undefined for any other. */
export function refusingStatus(status: string | undefined): string | undefined {
  return status === undefined ? undefined : refusing[status.trim()];
}

/** Status and message out of the trailers that end a gRPC-Web body (gRPC's `PROTOCOL-WEB.md`); none where it is not refused. */
export function readGrpcTrailers(mimeType: string, raw: string): Field[] {
  if (!/^application\/grpc-web/i.test(mimeType)) return [];
  const end = mimeType.toLowerCase().startsWith('application/grpc-web-text') ? decoded(raw) : raw;
  const status = refusingStatus(/grpc-status: ?(\d{1,2})/i.exec(end)?.[1]);
  if (status === undefined) return [];
  const message = /grpc-message: ?([^\r\n]{1,4000})/i.exec(end)?.[1];
  return [
    ...(message === undefined ? [] : [{ path: 'grpc-message', key: 'message', value: percentDecoded(message.trim()) }]),
    { path: 'grpc-status', key: 'code', value: status },
  ];
}

/** Base64 of frames, each padded on its own. */
function decoded(raw: string): string {
  return raw
    .slice(0, 100_000)
    .split(/(?<==)(?!=)/)
    .map((it) => {
      try {
        return atob(it.trim());
      } catch {
        return '';
      }
    })
    .join('');
}
