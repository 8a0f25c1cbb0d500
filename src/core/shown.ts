import type { HeaderField } from './exchange.ts';
import { maskSecretsIn } from './redact.ts';
import { maskValue } from './secret.ts';
import { isSecretName } from './secretNames.ts';

export interface ShownHeader extends HeaderField {
  /** True where something of the value is masked because of its place. */
  readonly secret: boolean;
}

/** Header fields for showing: credentials and cookies masked by place (the scheme word stays), all else by shape. */
export function shownHeaders(headers: readonly HeaderField[]): ShownHeader[] {
  return headers.map(({ name, value }) =>
    isSecretName(name)
      ? { name, value: maskValue(value), secret: true }
      : { name, value: maskSecretsIn(value), secret: false },
  );
}

/** A URL for showing: userinfo's password and the values of secret query parameters masked. */
export function maskUrl(url: string): string {
  return maskSecretsIn(url);
}

/** A body for showing: secret-named fields of JSON and form bodies masked, all else by shape. */
export function maskBody(text: string, mimeType: string): string {
  return mimeType === '' ? maskSecretsIn(text) : maskSecretsIn(text);
}
