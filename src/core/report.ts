import type { Evidence, Fix, Found } from './cause.ts';
import type { CauseId } from './causeIds.ts';
import type { Certainty } from './certainty.ts';
import type { Diagnosis, Finding } from './diagnose.ts';
import { type LineChange, lineChanges } from './fixDiff.ts';
import { secretsOf } from './knownSecrets.ts';
import { readNotes } from './manners/index.ts';
import type { Note } from './manners/note.ts';
import { maskKnown, maskText, maskUrl } from './mask.ts';
import type { Place } from './place.ts';
import type { Change } from './prove/experiment.ts';
import type { Answer, ProofFacts } from './prove/proof.ts';
import { describePlace, quotePlace } from './quote.ts';
import { certificateRemark, recordingRemarks } from './remarks.ts';
import type { Secret } from './secret.ts';
import { plain, type Text, text, words } from './text.ts';

/** What is shown of a diagnosis: ordered, hedged, redacted. Every printer prints this and nothing else. */
export interface Report {
  readonly status: number;
  /** `GET https://api.example/me`, query values masked where they are secrets. */
  readonly request: Text;
  /** The headline: `401 · The token expired 3 hours ago`. */
  readonly headline: Text;
  readonly findings: readonly ReportedFinding[];
  readonly ruledOut: readonly { readonly id: CauseId; readonly title: string; readonly because: Text }[];
  /** What else is to be known of the answer, such as a certificate that was not verified: one sentence each. */
  readonly remarks: readonly Text[];
  /** For those who own the API: how this refusal departs from what it ought to be, most pressing first. */
  readonly notes: readonly ReportedNote[];
  /** What was tried to prove it, where something was. */
  readonly proof?: ReportedProof;
}

export interface ReportedProof {
  /** In the order in which they were sent. */
  readonly experiments: readonly ReportedExperiment[];
  /** What follows from them, or why nothing does: a whole sentence. */
  readonly concludes: Text;
}

export interface ReportedExperiment {
  readonly change: Change['change'];
  readonly title: Text;
  /** Absent where nothing came back. */
  readonly status?: number;
  readonly answer: Answer;
  readonly shows: Text;
}

export interface ReportedNote {
  readonly id: string;
  /** For jumping there. */
  readonly place: Place;
  readonly at: string;
  readonly quote?: string;
  /** What the answer does. */
  readonly says: Text;
  /** What production should send or set instead. */
  readonly instead: Text;
  /** Where the detail stays for those who develop it. */
  readonly inDevelopment?: Text;
  readonly link: string;
}

export interface ReportedFinding {
  readonly id: CauseId;
  readonly title: string;
  readonly certainty: Certainty;
  /** `proven`, `the server says so`, `the server’s log says so`, `probably`, `possibly` */
  readonly certaintyWords: string;
  readonly summary: Text;
  readonly why: string;
  readonly link: string;
  readonly evidence: readonly ReportedEvidence[];
  readonly fixes: readonly ReportedFix[];
}

/** A fix, and what an edit would change in the message that was sent. */
export type ReportedFix = Fix & { readonly changes?: readonly LineChange[] };

export interface ReportedEvidence {
  /** For jumping there. */
  readonly place: Place;
  /** `response header WWW-Authenticate`, `token claim exp`, … */
  readonly at: string;
  /** The bytes themselves, redacted and cut to a line: the quoted place. Absent where there are none (a missing header). */
  readonly quote?: string;
  readonly shows: Text;
}

/** The certainty as a person says it. */
export const certaintyWords: Readonly<Record<Certainty, string>> = {
  proven: 'proven',
  stated: 'the server says so',
  likely: 'probably',
  possible: 'possibly',
};

function wordsFor(id: CauseId, { certainty, evidence }: Found): string {
  if (id === 'unknown') return 'not known';
  return certainty === 'stated' && evidence[0].at.in === 'log' ? 'the server’s log says so' : certaintyWords[certainty];
}

/** A headline stands in a code lens and a tree: longer summaries give way to the cause's title. */
const headlineLength = 76;

/** Orders, hedges and redacts: the only way from a diagnosis to anybody's eyes. `known`: secrets that the sender knows. */
export function makeReport(diagnosis: Diagnosis, known: readonly Secret[] = []): Report {
  const { exchange } = diagnosis.facts;
  const secrets = secretsOf(exchange, known);
  const shown = worthShowing(diagnosis.findings);
  const best = shown[0];
  const certificate = certificateRemark(exchange);
  return {
    status: exchange.response.status,
    request: exchange.requestNotShown
      ? words('(the request was not recorded)')
      : maskText(text`${`${exchange.request.method} ${maskUrl(exchange.request.url, secrets)}`}`, secrets),
    headline: maskText(headline(exchange.response.status, best), secrets),
    findings: shown.map(({ cause, found }) => ({
      id: cause.id,
      title: cause.title,
      certainty: found.certainty,
      certaintyWords: wordsFor(cause.id, found),
      summary: maskText(found.summary, secrets),
      why: found.why ?? cause.why,
      link: found.link ?? cause.link,
      evidence: found.evidence.map((it) => reportEvidence(it, diagnosis, secrets)),
      fixes: found.fixes.slice(0, 3).map((it) => reportFix(it, diagnosis, secrets)),
    })),
    ruledOut: diagnosis.ruledOut.map(({ cause, ruledOut }) => ({
      id: cause.id,
      title: cause.title,
      because: maskText(ruledOut.because, secrets),
    })),
    remarks: [...(certificate ? [certificate] : []), ...recordingRemarks(diagnosis.facts)].map((it) =>
      maskText(it, secrets),
    ),
    notes: readNotes(diagnosis.facts, best && { id: best.cause.id, certainty: best.found.certainty }).map((it) =>
      reportNote(it, diagnosis, secrets),
    ),
    ...(diagnosis.facts.proof ? { proof: reportProof(diagnosis.facts.proof, best, secrets) } : {}),
  };
}

/** Ranked, all that is worth a word: beside an answer that is known a mere possibility is noise, and beside any answer "unknown" is. */
function worthShowing(findings: readonly Finding[]): readonly Finding[] {
  const best = findings[0]?.found.certainty;
  const sure = best === 'proven' || best === 'stated';
  return findings.filter(
    (it, i) => i === 0 || (it.cause.id !== 'unknown' && !(sure && it.found.certainty === 'possible')),
  );
}

/** The best finding in few words, with its hedge: `403 · Probably: the user lacks a role`. */
function headline(status: number, best: Finding | undefined): Text {
  if (best?.cause.id === 'unknown') return words(`${status} · ${best.cause.title}`);
  if (!best) return words(status < 400 ? `${status} · Not refused` : `${status} · Nothing to explain`);
  const summary = withoutFullStop(best.found.summary);
  const said =
    plain(summary).length <= headlineLength && !/[.:;] /.test(ourWords(summary)) ? summary : words(best.cause.title);
  const hedge = { proven: '', stated: '', likely: 'Probably: ', possible: 'Possibly: ' }[best.found.certainty];
  return text`${words(`${status} · ${hedge}`)}${hedge ? withSmallInitial(said) : said}`;
}

function ourWords(it: Text): string {
  return it.parts.map((part) => ('ours' in part ? part.ours : '…')).join('');
}

function withoutFullStop(it: Text): Text {
  const last = it.parts.at(-1);
  if (!last || !('ours' in last)) return it;
  return { parts: [...it.parts.slice(0, -1), { ours: last.ours.replace(/\.\s*$/, '') }] };
}

/** Names keep their capital; articles and the like lose it. */
function withSmallInitial(it: Text): Text {
  const first = it.parts[0];
  if (!first || !('ours' in first)) return it;
  const small = first.ours.replace(/^(?:The|An?|No|Nothing|This|It|Only|Too|User|Another)\b/, (word) =>
    word.toLowerCase(),
  );
  return { parts: [{ ours: small }, ...it.parts.slice(1)] };
}

function reportProof(proof: ProofFacts, best: Finding | undefined, secrets: readonly string[]): ReportedProof {
  const { findings, shown, doubt, proven } = proof;
  const isProven = best?.found.evidence.some((it) => it.at.in === 'experiment') && best.found.certainty === 'proven';
  const concludes =
    doubt ??
    (proven && isProven
      ? proven.because
      : words(
          'None of this proves one reason; what it rules out, and what it shows of the others, is told with them.',
        ));
  return {
    experiments: findings.flatMap(({ experiment: { change, title }, exchange }, i): ReportedExperiment[] => {
      const { answer, says } = shown[i] ?? {};
      if (!answer || !says) return [];
      const status = exchange ? { status: exchange.response.status } : {};
      return [
        { change: change.change, title: maskText(title, secrets), ...status, answer, shows: maskText(says, secrets) },
      ];
    }),
    concludes: maskText(concludes, secrets),
  };
}

function reportEvidence(evidence: Evidence, diagnosis: Diagnosis, secrets: readonly string[]): ReportedEvidence {
  const quote = quotePlace(evidence, diagnosis.facts, secrets);
  return {
    place: evidence.at,
    at: describePlace(evidence.at),
    ...(quote === undefined ? {} : { quote }),
    shows: maskText(evidence.shows, secrets),
  };
}

function reportNote(note: Note, diagnosis: Diagnosis, secrets: readonly string[]): ReportedNote {
  const quote = quotePlace({ at: note.at, shows: note.says }, diagnosis.facts, secrets);
  return {
    id: note.id,
    place: note.at,
    at: describePlace(note.at),
    ...(quote === undefined ? {} : { quote }),
    says: maskText(note.says, secrets),
    instead: maskText(note.instead, secrets),
    ...(note.inDevelopment ? { inDevelopment: maskText(note.inDevelopment, secrets) } : {}),
    link: note.link,
  };
}

function reportFix(fix: Fix, { facts }: Diagnosis, secrets: readonly string[]): ReportedFix {
  const masked = {
    ...fix,
    title: maskText(fix.title, secrets),
    ...(fix.detail ? { detail: maskText(fix.detail, secrets) } : {}),
  };
  if (fix.kind !== 'edit') return masked;
  const changes = lineChanges(fix.edit, facts.exchange.request).map(({ was, is }) => ({
    ...(was === undefined ? {} : { was: maskKnown(was, secrets) }),
    ...(is === undefined ? {} : { is: maskKnown(is, secrets) }),
  }));
  return { ...masked, changes };
}
