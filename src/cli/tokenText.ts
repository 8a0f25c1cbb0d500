import type { ClaimReading } from '../core/jwt/token.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { TokenOutput } from './tokenView.ts';

/** A token for a terminal: what it is, its claims with their readings, the checks, what is broken. */
export function printToken(view: TokenOutput, color: boolean): string {
  const style = (code: number, it: string) => (color ? `\u001b[${code}m${it}\u001b[0m` : it);
  const lines = [`${style(1, kinds[view.kind])} ${view.masked}${use(view)}`];
  section('Header', view.headerClaims);
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
  if (view.kind === 'jws') {
    const says = view.verification
      ? visibleLine(view.verification.says)
      : view.verifiable
        ? 'Not verified: --verify asks the issuer for its keys.'
        : 'Not verified: it was made with no key, or with one that no issuer publishes.';
    lines.push('', `${style(1, 'Signature')}  ${says}`);
    for (const url of view.verification?.asked ?? []) lines.push(`  asked ${visibleLine(url)}`);
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
