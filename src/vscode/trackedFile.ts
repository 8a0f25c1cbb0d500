import { basename } from 'node:path/posix';
import type { Secret } from '../core/secret.ts';
import type { App } from './app.ts';

/** The open file that git tracks and a secret is written in, as far as known now. */
export function trackedFileWith(app: App, secret: Secret): string | undefined {
  const document = app.documents.active;
  const text = document?.getText() ?? '';
  if (!document || !text.includes(secret.reveal())) return undefined;
  const inRepository = app.checks
    .of(document)
    .some(
      ({ code, span }) => code === 'secret-in-repository' && text.slice(span.start, span.end).includes(secret.reveal()),
    );
  return inRepository ? basename(document.uri.path) : undefined;
}
