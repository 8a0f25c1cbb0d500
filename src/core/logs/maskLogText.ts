import { isNoSecret, isSecretPair, maskKnown } from '../mask.ts';
import { maskSecretsIn } from '../redact.ts';
import { maskValue } from '../secret.ts';

/** Text of a log as it may be shown. */
export interface MaskedLogText {
  readonly text: string;
  /** What secrets stood in it, by the name that they stood under: `access_token`. Empty where there was none. */
  readonly secrets: readonly string[];
}

/**
 * Masks what is secret in a text of a log: values of secret-named parameters in URLs, credentials behind a scheme or in a
 * field that was logged, tokens by their shape, and these `known` ones wherever they stand. Linear.
 */
export function maskLogText(text: string, known: readonly string[] = []): MaskedLogText {
  const secrets = new Set<string>();
  let masked = text.replace(
    /([?&;]|%3F|%26)([\w.[\]-]{1,100})=([^&#;\s"'<>]{1,8000})/gi,
    (whole, mark, name, value) => {
      if (!isSecretPair(name, value) || isNoSecret(value) || isMasked(value)) return whole;
      secrets.add(name);
      return `${mark}${name}=${maskValue(value)}`;
    },
  );
  masked = masked.replace(
    /\b((?:proxy-)?authorization)(["']?\s{0,3}[:=]\s{0,3}["'[]{0,2})((?:Basic|Bearer|Token|Digest|ApiKey|DPoP|JWT) )?([^\s"',;\]}]{4,8000})/gi,
    (whole, name, between, scheme = '', value) => {
      if (isNoSecret(value) || isMasked(value)) return whole;
      secrets.add(name);
      return `${name}${between}${scheme}${maskValue(value)}`;
    },
  );
  const net = maskSecretsIn(maskKnown(masked, known));
  if (net !== masked && secrets.size === 0) secrets.add('credential');
  return { text: net, secrets: [...secrets] };
}

function isMasked(value: string): boolean {
  return value.includes('…') || value.includes('••••') || /^\*+$|^\[?filtered\]?$|^%5BFILTERED%5D$/i.test(value);
}
