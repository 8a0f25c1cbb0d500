import type { ClaimReading } from '../core/jwt/token.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { TokenOutput } from './tokenView.ts';

/** A token for a terminal: what it is, its claims with their readings, the checks, what is broken. */
export function printToken(view: TokenOutput, color: boolean): string {
  const style = (code: number, it: string) => (color ? `\u001b[${code}m${it}\u001b[0m` : it);
  const lines = [`${style(1, kinds[view.kind])} ${view.masked}${use(view)}`];
  section('Header', view.headerClaims);
  if (view.innerHeaderClaims) section('Header inside', view.innerHeaderClaims);
  section('Claims', view.claims);
  if (0 < view.checks.length) {
    lines.push('', style(1, 'Checks'));
    for (const it of view.checks) {
      const mark = { fine: style(32, 'ok   '), wrong: style(31, 'wrong'), note: style(33, 'note ') }[it.outcome];
      lines.push(`  ${mark}  ${visibleLine(it.says)}`);
    }
  }
  if (0 < view.defects.length) {
    lines.push('', style(1, 'Broken'));
    for (const it of view.defects) lines.push(`  ${style(31, it.section ?? 'token')}  ${visibleLine(it.says)}`);
  }
  lines.push(...signatureLines(view, style));
  if (0 < view.care.length) {
    lines.push('', style(1, 'Token care'));
    for (const it of view.care) {
      lines.push(`  ${visibleLine(it.says)}`, `    ${visibleLine(it.ask)} ${style(2, it.link)}`);
      it.rotate?.forEach((step, at) => {
        lines.push(`      ${at + 1}. ${visibleLine(step)}`);
      });
    }
  }
  return `${lines.join('\n')}\n`;

  function section(title: string, claims: readonly ClaimReading[]): void {
    if (claims.length === 0) return;
    lines.push('', style(1, title));
    const width = Math.min(24, Math.max(...claims.map((it) => visibleLine(it.name).length)));
    for (const it of claims) {
      const value = visibleLine(it.value);
      const reading = visibleLine(it.reading);
      const shown =
        reading === '' || reading === value ? value : `${value}  ${style(2, `${visibleLine(it.label)}: ${reading}`)}`;
      lines.push(`  ${style(36, visibleLine(it.name).padEnd(width))}  ${shown}`);
    }
  }
}

function signatureLines(view: TokenOutput, style: (code: number, it: string) => string): string[] {
  const { verification } = view;
  if (!verification) {
    if (view.kind === 'jwe')
      return ['', `${style(1, 'Encrypted')}  --key FILE opens it, with the key it was made for.`];
    if (view.kind !== 'jws') return [];
    const says = view.verifiable
      ? 'Not verified: --verify asks the issuer for its keys.'
      : 'Not verified: it was made with no key, or with a secret, which --key or --secret-env gives.';
    return ['', `${style(1, 'Signature')}  ${says}`];
  }
  const lines = ['', `${style(1, 'Signature')}  ${visibleLine(verification.says)}`];
  if ('checks' in verification) {
    for (const it of verification.checks) {
      // The times were said above.
      if (it.says === verification.says || view.checks.some(({ says }) => says === it.says)) continue;
      const mark = { fine: style(32, 'ok     '), wrong: style(31, 'wrong  '), unknown: style(33, 'unknown') }[
        it.outcome
      ];
      lines.push(`  ${mark}  ${visibleLine(it.says)}`);
    }
  }
  for (const url of verification.asked) lines.push(`  asked ${visibleLine(url)}`);
  return lines;
}

const kinds: Readonly<Record<TokenOutput['kind'], string>> = {
  jws: 'Signed token (JWT)',
  jwe: 'Encrypted token (JWE)',
  opaque: 'Opaque token',
  broken: 'Broken token',
};

function use({ use: it, useBecause }: TokenOutput): string {
  if (it === 'unknown' || it === 'other') return '';
  const words = { access: 'an access token', id: 'an ID token', refresh: 'a refresh token' }[it];
  return useBecause === undefined ? `, ${words}` : `, ${words}: ${visibleLine(useBecause)}`;
}
