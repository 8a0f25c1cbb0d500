/** A kind of key or opaque token that its first characters give away. */
export interface KnownKey {
  /** For a person, with its article: `a GitHub personal access token`. */
  readonly what: string;
  /** Where it is not taken as a bearer token, the way it is sent instead. */
  readonly sentAs?: string;
}

/** What a string is by its prefix, or undefined. */
export function knownKey(value: string): KnownKey | undefined {
  if (!wholeKey.test(value)) return undefined;
  const entry = table.find(([prefix]) => value.startsWith(prefix));
  if (!entry) return undefined;
  const [, what, sentAs] = entry;
  return sentAs === undefined ? { what } : { what, sentAs };
}

/** The source of a regular expression that matches such a key from its first character to its last. */
export function knownKeyPattern(): string {
  return pattern;
}

/** Where such keys stand in a text. */
export function knownKeysIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(anywhere)].map((it) => ({ start: it.index, end: it.index + it[0].length }));
}

/** Whether this is the part of a credential that everybody knows: a scheme word, an issuer's prefix, NTLM's first octets. */
export function isPublicStart(start: string): boolean {
  if (/^(?:bearer|basic|token|negotiate|dpop)(?:%20|[^a-z0-9])?$/i.test(start) || start === 'TlRMTVNTUA') return true;
  return table.some(([prefix]) => prefix === start || (start.startsWith(prefix) && start.length <= prefix.length + 2));
}

/** Prefixes as their issuers document them; where one begins another, the longer stands first. */
const table: readonly (readonly [prefix: string, what: string, sentAs?: string])[] = [
  ['github_pat_', 'a GitHub fine-grained personal access token'],
  ['ghp_', 'a GitHub personal access token'],
  ['gho_', 'a GitHub OAuth access token'],
  ['ghu_', 'a GitHub App user token'],
  ['ghs_', 'a GitHub App installation token'],
  ['ghr_', 'a GitHub App refresh token'],
  ['glpat-', 'a GitLab personal access token'],
  ['gldt-', 'a GitLab deploy token'],
  ['glrt-', 'a GitLab runner token'],
  ['glptt-', 'a GitLab trigger token'],
  ['glcbt-', 'a GitLab CI job token'],
  ['gloas-', 'a GitLab OAuth application secret'],
  ['sk_live_', 'a Stripe live secret key'],
  ['sk_test_', 'a Stripe test secret key'],
  ['rk_live_', 'a Stripe live restricted key'],
  ['rk_test_', 'a Stripe test restricted key'],
  ['pk_live_', 'a Stripe live publishable key'],
  ['pk_test_', 'a Stripe test publishable key'],
  ['whsec_', 'a webhook signing secret'],
  ['sk-ant-', 'an Anthropic API key', 'x-api-key: …'],
  ['sk-proj-', 'an OpenAI project key'],
  ['sk-svcacct-', 'an OpenAI service account key'],
  ['sk-', 'a secret key in the form that OpenAI and others use'],
  ['xoxb-', 'a Slack bot token'],
  ['xoxp-', 'a Slack user token'],
  ['xoxa-', 'a Slack app token'],
  ['xoxe-', 'a Slack refresh token'],
  ['xoxe.', 'a rotating Slack token'],
  ['xoxs-', 'a Slack session token'],
  ['xoxc-', 'a Slack browser token'],
  ['xoxd-', 'a Slack browser cookie'],
  ['xapp-', 'a Slack app-level token'],
  ['pk.eyJ', 'a public Mapbox token', '?access_token=…'],
  ['sk.eyJ', 'a secret Mapbox token', '?access_token=…'],
  ['tk.eyJ', 'a temporary Mapbox token', '?access_token=…'],
  ['AKIA', 'an AWS access key id', 'a signature (AWS4-HMAC-SHA256 Credential=…)'],
  ['ASIA', 'a temporary AWS access key id', 'a signature (AWS4-HMAC-SHA256 Credential=…)'],
  ['AIza', 'a Google API key', 'x-goog-api-key: … or ?key=…'],
  ['ya29.', 'a Google access token'],
  ['1//0', 'a Google refresh token'],
  ['GOCSPX-', 'a Google OAuth client secret'],
  ['npm_', 'an npm access token'],
  ['pypi-', 'a PyPI token', 'Basic with the user __token__'],
  ['dckr_pat_', 'a Docker Hub personal access token'],
  ['dop_v1_', 'a DigitalOcean personal access token'],
  ['doo_v1_', 'a DigitalOcean OAuth token'],
  ['dor_v1_', 'a DigitalOcean refresh token'],
  ['shpat_', 'a Shopify Admin API token', 'X-Shopify-Access-Token: …'],
  ['shpss_', 'a Shopify app secret'],
  ['shpca_', 'a Shopify custom app token', 'X-Shopify-Access-Token: …'],
  ['shppa_', 'a Shopify private app password'],
  ['SG.', 'a SendGrid API key'],
  ['glsa_', 'a Grafana service account token'],
  ['glc_', 'a Grafana Cloud token'],
  ['hvs.', 'a Vault service token', 'X-Vault-Token: …'],
  ['hvb.', 'a Vault batch token', 'X-Vault-Token: …'],
  ['hf_', 'a Hugging Face token'],
  ['lin_api_', 'a Linear API key', 'Authorization without the word Bearer'],
  ['lin_oauth_', 'a Linear OAuth token'],
  ['ntn_', 'a Notion integration token'],
  ['secret_', 'an integration secret in the form that Notion uses'],
  ['figd_', 'a Figma personal access token', 'X-Figma-Token: …'],
  ['sntrys_', 'a Sentry organization token'],
  ['sntryu_', 'a Sentry user token'],
  ['ATATT3', 'an Atlassian API token', 'Basic with the account address as user'],
  ['ATCTT3', 'a Bitbucket access token'],
  ['ATBB', 'a Bitbucket app password', 'Basic with the user name'],
  ['dapi', 'a Databricks personal access token'],
  ['NRAK-', 'a New Relic user key', 'Api-Key: …'],
  ['PMAK-', 'a Postman API key', 'X-Api-Key: …'],
  ['rnd_', 'a Render API key'],
  ['fo1_', 'a Fly.io token'],
  ['tskey-', 'a Tailscale key'],
  ['sbp_', 'a Supabase personal access token'],
  ['sb_secret_', 'a Supabase secret key', 'apikey: …'],
  ['sb_publishable_', 'a Supabase publishable key', 'apikey: …'],
  ['sq0atp-', 'a Square access token'],
  ['EAAA', 'a Square access token'],
  ['EAAG', 'a Meta access token'],
  ['r8_', 'a Replicate API token'],
  ['gsk_', 'a Groq API key'],
  ['pplx-', 'a Perplexity API key'],
  ['nvapi-', 'an NVIDIA API key'],
  ['xai-', 'an xAI API key'],
  ['pat-na1-', 'a HubSpot private app token'],
  ['pat-eu1-', 'a HubSpot private app token'],
  ['pul-', 'a Pulumi access token', 'Authorization: token …'],
  ['rubygems_', 'a RubyGems API key', 'Authorization without a scheme'],
  ['key-', 'a Mailgun API key', 'Basic with the user api'],
];

/** Prefixes that also begin ordinary names (`key-vault-01.example.com`): an unbroken run must follow. */
const common = new Set(
  'key- sk- secret_ dapi pul- hf_ npm_ rnd_ fo1_ xai- sbp_ EAAA EAAG ATBB AKIA ASIA r8_ gsk_ ntn_ pplx-'.split(' '),
);

function anyOf(prefixes: readonly string[]): string {
  return prefixes.map((it) => it.replace(/[.]/g, '\\$&')).join('|');
}

// A digit must follow somewhere: `secret_of_success` and `glpat-placeholder` are no keys.
const prefixes = table.map(([prefix]) => prefix);
const distinct = `(?:${anyOf(prefixes.filter((it) => !common.has(it)))})(?=[A-Za-z_.-]{0,40}[0-9])[A-Za-z0-9_.-]{10,}`;
const unbroken = `(?:${anyOf([...common])})(?=[A-Za-z]{0,40}[0-9])[A-Za-z0-9]{16}[A-Za-z0-9_-]*`;
const pattern = `(?:${distinct}|${unbroken})`;
const wholeKey = new RegExp(`^${pattern}$`);
const anywhere = new RegExp(`(?<![A-Za-z0-9_])${pattern}`, 'g');
