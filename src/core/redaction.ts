/**
 * What a recorder, a sanitizer or a person put in the place of a secret before handing a recording on: all of the value,
 * or the signature of a JWT alone. Undefined for anything that may be a value. Only of recordings: what we sent
 * ourselves is what it is.
 */
export function readRedaction(value: string): 'whole' | 'signature' | undefined {
  const it = value.trim().replace(/^["']|["']$/g, '');
  if (it.length <= longest && whole.some((pattern) => pattern.test(it))) return 'whole';
  return signature.test(it.slice(-40)) && it.startsWith('ey') ? 'signature' : undefined;
}

/** No mask is longer, rows of blocks as long as the token aside. */
const longest = 400;

const whole: readonly RegExp[] = [
  // `[redacted]`, `[token redacted]` (Cloudflare, Google), `<masked>` (kubectl), `{hidden}`, `--- Token Redacted ---` (gcloud)
  /^(?:\[|<|\{|\(|-{2,5} ?|\*{1,5} ?)(?:[\w./ -]{0,60} )?(?:redacted|filtered|masked|removed|hidden|scrubbed|sanitized|sanitised|omitted|obfuscated|stripped|censored)(?: [\w ]{0,40})?(?:\]|>|\}|\)| ?-{2,5}| ?\*{1,5})$/i,
  /^(?:redacted|masked|scrubbed|sanitized|censored|__redacted__|_redacted_|-redacted-|\*redacted\*|%redacted%)$/i,
  // Rows: `*****` (npm, GitHub Actions), `••••` (Postman), `████` (gh, OkHttp), `####`
  /^[*•●∙█▇■]{2,400}$|^#{4,400}$/u,
];

/** Cloudflare's sanitizer keeps header and payload of a JWT and replaces its signature. */
const signature = /\.(?:\[?(?:redacted|signature[ _-]?(?:redacted|removed|stripped))\]?|[*•█]{2,40}|x{5,40})$/i;
