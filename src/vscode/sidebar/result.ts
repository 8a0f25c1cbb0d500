import { hasBetterRefusal } from '../../core/better/hasBetterRefusal.ts';
import type { CareScene, Remark } from '../../core/care/remark.ts';
import type { Fix } from '../../core/cause.ts';
import { canBeRenewed } from '../../core/client/canBeRenewed.ts';
import type { Exchange } from '../../core/exchange.ts';
import { fieldValue } from '../../core/exchange.ts';
import { findTokens } from '../../core/jwt/find.ts';
import type { Verification } from '../../core/jwt/verification.ts';
import { secretsOf } from '../../core/knownSecrets.ts';
import { maskKnown, maskText, maskUrl } from '../../core/mask.ts';
import { visibleLine } from '../../core/print/visible.ts';
import { certificateRemark } from '../../core/remarks.ts';
import type { Report, ReportedProof } from '../../core/report.ts';
import type { Secret } from '../../core/secret.ts';
import { type Text, text, words } from '../../core/text.ts';
import { formatTime, parseHttpDate } from '../../core/time.ts';
import type { FailureCode } from '../../send/outcome.ts';
import type { FixView, ProofView, ResultView } from '../../sidebar/protocol.ts';
import type { HistoryEntry } from '../history.ts';
import { isProvable } from '../provable.ts';
import { callViews, firstAttemptView } from './attempts.ts';
import { evidenceView } from './evidenceView.ts';
import { exchangeView } from './exchange.ts';
import { marked } from './marked.ts';
import { tokenView } from './token.ts';

/** What is known of tokens beyond what they say, and of what they come from. */
export interface FoundOut {
  verificationOf?(token: Secret): Verification | undefined;
  /** What could be better about one. */
  careOf?(scene: CareScene, calls: readonly Exchange[]): readonly Remark[];
  /** The file that git tracks and it is written in. */
  keptIn?(token: Secret): string | undefined;
  /** Where the sign-in is written whose token could not be had: `http-client.env.json, line 9` */
  signInAt?(entry: HistoryEntry): string | undefined;
}

/** More tokens than this in one request are not worth reading. */
const mostTokens = 5;

/**
 * What came of a request, as the sidebar shows it. `trusted`: fixes that send may be offered.
 * `available`: whether a click on a fix would do something; else it is advice. `found`: what was found out about
 * tokens.
 */
export function resultView(
  entry: HistoryEntry,
  trusted: boolean,
  available: (fix: Fix) => boolean,
  found: FoundOut = {},
): ResultView {
  const { exchange, report } = entry;
  const signInAt = found.signInAt?.(entry);
  const when = formatTime(Math.floor((exchange?.sentAt ?? entry.at) / 1000));
  const base = {
    key: `${entry.at}:${entry.label}${entry.proof ? ':proof' : ''}`,
    when: when.slice(11),
    whenInFull: when,
    tokens: exchange ? tokensOf(exchange, entry, found) : [],
    ...(exchange ? { exchange: exchangeView(exchange, secretsIn(entry)) } : {}),
    ...(entry.first && exchange ? { first: firstAttemptView(entry.first, exchange, secretsIn(entry)) } : {}),
    ...(entry.failedFirst === undefined || !entry.ref ? {} : { waiting: maskUrl(entry.label) }),
    ...(signInAt === undefined ? {} : { signInAt }),
    ranFirst: callViews(ranFirstOf(entry), secretsIn(entry)),
    ...testsOf(entry),
  };
  if (report && exchange)
    return {
      ...base,
      ...refusal(report, entry, exchange, (fixes) => fixViews(fixes, trusted, available)),
      ...(isProvable(entry) ? { prove: trusted ? {} : { unavailable: unsent } } : {}),
    };
  return {
    ...base,
    title: titleOf(entry),
    findings: [],
    ruledOut: [],
    remarks: remarksOf(entry),
    notes: [],
    better: false,
    renewable: false,
    ...withoutReport(entry),
  };
}

function refusal(
  report: Report,
  entry: HistoryEntry,
  { response }: Exchange,
  views: (fixes: readonly Fix[]) => readonly FixView[],
) {
  return {
    title: titleOf(entry),
    status: report.status,
    statusText: response.statusText,
    headline: withoutStatus(report.headline, report.status),
    findings: report.findings.map((it) => ({ ...it, evidence: it.evidence.map(evidenceView), fixes: views(it.fixes) })),
    ruledOut: report.ruledOut.map(({ title, because }) => ({ title, because })),
    remarks: report.remarks,
    notes: report.notes.map(({ id: _, ...it }) => it),
    better: hasBetterRefusal(report),
    renewable: canBeRenewed(report),
    ...(report.proof ? { proof: proofView(report.proof) } : {}),
  };
}

const unsent = 'Nothing is sent in Restricted Mode.';

function proofView({ experiments, concludes }: ReportedProof): ProofView {
  return {
    rows: experiments.map(({ title, status, answer, shows }) => ({
      title,
      ...(status === undefined ? {} : { status }),
      differs: answer === 'passed' || answer === 'other-status' || answer === 'other-words',
      shows,
    })),
    concludes,
  };
}

/** More than these are no list to read; those that failed come first. */
const mostTests = 200;

function testsOf({ outcome }: HistoryEntry): Pick<ResultView, 'tests'> {
  if (outcome.kind !== 'answered' && outcome.kind !== 'unsendable') return {};
  const { tests = [], logs = [] } = outcome;
  if (tests.length === 0 && logs.length === 0) return {};
  const ordered = tests.length <= mostTests ? tests : tests.toSorted((a, b) => Number(a.passed) - Number(b.passed));
  const rows = ordered.slice(0, mostTests).map(({ name, passed, message, request }) => ({
    name: visibleLine(name),
    passed,
    ...(message === undefined ? {} : { message: visibleLine(message) }),
    ...(request === undefined ? {} : { request: visibleLine(request) }),
  }));
  return { tests: { rows, logs: logs.slice(0, mostTests).map(visibleLine) } };
}

/** What is to be said of an answer that is no refusal. */
function remarksOf({ exchange }: HistoryEntry): readonly Text[] {
  const certificate = exchange && certificateRemark(exchange);
  return certificate ? [certificate] : [];
}

/** A success, or why nothing came back. */
function withoutReport(entry: HistoryEntry): Pick<ResultView, 'headline'> & Partial<ResultView> {
  const { outcome, exchange } = entry;
  switch (outcome.kind) {
    case 'unsendable':
      return {
        headline: words('Not sent: the text must be changed first'),
        notice: { kind: 'unsendable', lines: outcome.problems.map((it) => marked(it.message)) },
      };
    case 'failed':
      return {
        headline: words(failureWords[outcome.code]),
        notice: { kind: 'failed', lines: [marked(outcome.message)] },
      };
    case 'cancelled':
      return {
        headline: words('Cancelled'),
        notice: { kind: 'cancelled', lines: [words('It was stopped before an answer came.')] },
      };
    case 'answered': {
      const { status, statusText } = (exchange ?? outcome.exchange).response;
      const fine = status < 400;
      return {
        status,
        statusText,
        headline:
          statusText === ''
            ? words(fine ? 'Accepted' : 'Not a refusal')
            : plainly(exchange ? maskKnown(statusText, secretsOf(exchange, secretsIn(entry))) : statusText),
        notice: {
          kind: 'fine',
          lines: [
            words(
              fine
                ? 'The server accepted the request.'
                : 'The server names another trouble than who asks or what they may.',
            ),
          ],
        },
      };
    }
  }
}

/** The server's own word for its status, in letters only: shown as a headline, not as code. */
function plainly(statusText: string): Text {
  return words(statusText.replace(/[^\p{L}\p{N} .,'-]/gu, '').slice(0, 60));
}

const failureWords: Readonly<Record<FailureCode, string>> = {
  dns: 'No answer: the name is not known',
  refused: 'No answer: the connection was refused',
  unreachable: 'No answer: the host cannot be reached',
  reset: 'No answer: the connection was closed',
  'tls-certificate': 'No answer: the certificate is not trusted',
  'tls-handshake': 'No answer: TLS could not be agreed on',
  'timeout-connect': 'No answer: connecting took too long',
  'timeout-headers': 'No answer in time',
  'timeout-body': 'The answer broke off: it took too long',
  protocol: 'The answer is not HTTP as it should be',
  'too-many-redirects': 'Too many redirects',
  'redirect-refused': 'A redirect was not followed',
  proxy: 'No answer: the proxy refused',
  'body-file': 'Not sent: the body’s file is missing',
  cancelled: 'Cancelled',
  other: 'No answer',
};

function titleOf(entry: HistoryEntry): string {
  const { exchange, label } = entry;
  if (!exchange || exchange.requestNotShown) return maskUrl(label);
  const secrets = secretsOf(exchange, secretsIn(entry));
  return `${exchange.request.method} ${maskKnown(maskUrl(exchange.request.url, secrets), secrets)}`;
}

/** `401 · The token …` without its status, which the panel shows beside it. */
function withoutStatus({ parts }: Text, status: number): Text {
  const [first, ...rest] = parts;
  if (!first || !('ours' in first)) return { parts };
  const ours = first.ours.startsWith(`${status} · `) ? first.ours.slice(`${status} · `.length) : first.ours;
  return { parts: ours === '' ? rest : [{ ours }, ...rest] };
}

/** What a click does and what a person can do by hand are not both said. */
function fixViews(fixes: readonly Fix[], trusted: boolean, available: (fix: Fix) => boolean): readonly FixView[] {
  const clickable = fixes.some((it) => it.kind !== 'advice' && replaces(it) && available(it));
  const told = fixes.some((it) => it.kind === 'advice' && it.byHand);
  return fixes.map((fix) => {
    const view = fixView(fix, trusted, available(fix));
    const said = fix.kind === 'advice' ? fix.byHand === true && clickable : told && replaces(fix) && !available(fix);
    return said ? { ...view, saidElsewhere: true } : view;
  });
}

/** Has a credential sent that is not sent yet. */
function replaces(fix: Fix): boolean {
  return fix.kind === 'edit' || (fix.kind === 'action' && fix.action.do === 'sign-in');
}

function fixView(fix: Fix, trusted: boolean, available: boolean): FixView {
  const isAdvice = fix.kind !== 'advice' && !available;
  const unavailable = !isAdvice && sends(fix) && !trusted ? unsent : undefined;
  return {
    kind: isAdvice ? 'advice' : fix.kind,
    title: fix.title,
    ...(fix.detail ? { detail: fix.detail } : {}),
    ...(fix.kind === 'advice' && fix.link !== undefined ? { link: fix.link } : {}),
    ...(unavailable === undefined ? {} : { unavailable }),
  };
}

function sends(fix: Fix): boolean {
  return fix.kind === 'action' && ['renew', 'send-again', 'sign-in'].includes(fix.action.do);
}

/** The one that failed is the result itself. */
function ranFirstOf({ outcome, failedFirst }: HistoryEntry) {
  const all = outcome.kind === 'answered' || outcome.kind === 'unsendable' ? (outcome.ranFirst ?? []) : [];
  // What came before a refused token call is among its own hops.
  const shown = all.at(-1)?.exchange.earlier ?? [];
  return failedFirst === undefined ? all : all.slice(0, -1).filter((it) => !shown.includes(it.exchange));
}

/** What the sender knew to be secret. */
function secretsIn({ outcome }: HistoryEntry): readonly Secret[] {
  return outcome.kind === 'answered' || outcome.kind === 'unsendable' ? (outcome.secrets ?? []) : [];
}

function tokensOf(
  exchange: Exchange,
  entry: HistoryEntry,
  { verificationOf, careOf, keptIn }: FoundOut,
): ResultView['tokens'] {
  const sent = Math.floor((exchange.sentAt ?? entry.at) / 1000);
  const date = fieldValue(exchange.response.headers, 'date');
  const serverNow = date === undefined ? undefined : parseHttpDate(date);
  const secrets = secretsOf(exchange, secretsIn(entry));
  const calls = [...ranFirstOf(entry).map((it) => it.exchange), exchange];
  return findTokens(exchange.request)
    .slice(0, mostTokens)
    .map(({ at: place, label, secret, token }) => {
      const verification = verificationOf?.(secret);
      const file = keptIn?.(secret);
      const view = tokenView(token, secret, {
        at: maskText(text`${label}`, secrets)
          .parts.map((it) => ('theirs' in it ? it.theirs : it.ours))
          .join(''),
        now: sent,
        nowLabel: exchange.source === 'sent' ? 'Now' : 'Sent',
        requestUrl: exchange.request.url,
        place,
        ...(verification ? { verification } : {}),
        ...(careOf ? { careOf, calls } : {}),
        ...(/refresh_?token/i.test(label) ? { namedRefresh: true as const } : {}),
        ...(file === undefined ? {} : { keptIn: file }),
        ...(serverNow === undefined ? {} : { serverNow }),
      });
      return view;
    });
}
