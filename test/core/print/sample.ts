import type { Report } from '../../../src/core/report.ts';
import { text } from '../../../src/core/text.ts';

/** A report with one of everything. */
export const sample: Report = {
  status: 401,
  request: text`${'GET https://api.test/me?api_key=••••'}`,
  headline: text`401 · The token expired ${'3 hours'} before the request was sent`,
  findings: [
    {
      id: 'token-expired',
      title: 'The token has expired',
      certainty: 'proven',
      certaintyWords: 'proven',
      summary: text`The token expired ${'3 hours'} before the request was sent.`,
      why: 'Access tokens live for minutes or hours, so that a stolen one is soon worthless.',
      link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
      evidence: [
        {
          place: { in: 'token', claim: 'exp' },
          at: 'token claim exp',
          quote: '"exp": 1763827451',
          shows: text`ended ${'3 hours ago'} (${'2026-11-22 16:04:11 UTC'})`,
        },
        {
          place: { in: 'response-header', name: 'WWW-Authenticate' },
          at: 'response header WWW-Authenticate',
          quote:
            'WWW-Authenticate: Bearer realm="api", error="invalid_token", error_description="The access token expired at 2026-11-22T16:04:11Z"',
          shows: text`the server names ${'invalid_token'}`,
        },
      ],
      fixes: [
        {
          kind: 'action',
          title: text`Get a new token with ${'login'} and send again`,
          detail: text`Sends ${'POST https://api.test/token'} first.`,
          action: { do: 'renew' },
        },
        { kind: 'advice', title: text`Ask for a longer lifetime`, link: 'https://docs.test/tokens' },
      ],
    },
    {
      id: 'scope-missing',
      title: 'The token lacks a scope',
      certainty: 'possible',
      certaintyWords: 'possibly',
      summary: text`The token has ${'read'}.`,
      why: 'Scopes bound what a token may do.',
      link: 'https://www.rfc-editor.org/rfc/rfc6750',
      evidence: [
        { place: { in: 'request-header', name: 'X-Scope' }, at: 'request header X-Scope', shows: text`it is missing` },
      ],
      fixes: [],
    },
  ],
  ruledOut: [
    {
      id: 'token-wrong-audience',
      title: 'The token is for another API',
      because: text`The audience ${'api'} matches.`,
    },
  ],
  remarks: [text`The server's certificate was not verified.`],
  notes: [
    {
      id: 'challenge-missing',
      place: { in: 'status' },
      at: 'status line',
      says: text`The server sent 401 without ${'WWW-Authenticate'}.`,
      instead: text`Send ${'WWW-Authenticate'} with every 401.`,
      link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
    },
  ],
};

/** What a hostile server, token or file would like to have printed. */
export const hostile = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u001b]8;;https://evil.test\u001b\\click\u001b]8;;\u001b\\',
  '\u009b31mred\u0085',
  '\u202egnp.exe\u2066\u200b',
  '`` ` ``` code',
  '[click](command:evil) ![x](https://evil.test/x.png) <https://evil.test>',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '\r\n\n# Heading\n\n| a | b |\n|---|---|\n```\n@everyone #1',
  '\ud800 \u{e0041}\0',
  '',
  '   ',
] as const;

/** A report whose every quotation is this. */
export function reportOf(theirs: string): Report {
  const said = text`Before ${theirs} after.`;
  return {
    ...sample,
    request: text`${theirs}`,
    headline: text`401 · ${theirs}`,
    findings: sample.findings.map((it) => ({
      ...it,
      summary: said,
      evidence: it.evidence.map((evidence) => ({
        ...evidence,
        at: `request header ${theirs}`,
        quote: theirs,
        shows: said,
      })),
      fixes: it.fixes.map((fix) => ({ ...fix, title: said, detail: said })),
    })),
    ruledOut: sample.ruledOut.map((it) => ({ ...it, because: said })),
    remarks: [said],
    notes: sample.notes.map((it) => ({ ...it, says: said, instead: said, quote: theirs })),
  };
}
