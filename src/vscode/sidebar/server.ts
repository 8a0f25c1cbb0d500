import type { Exchange } from '../../core/exchange.ts';
import { secretsOf } from '../../core/knownSecrets.ts';
import type { ServerLine } from '../../core/logs/join/serverLine.ts';
import type { LogReason, LogReasons } from '../../core/logs/logReason.ts';
import { maskLogText } from '../../core/logs/maskLogText.ts';
import { tokenInLog } from '../../core/logs/tokenInLog.ts';
import { maskText } from '../../core/mask.ts';
import { visible, visibleLine } from '../../core/print/visible.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import type { Secret } from '../../core/secret.ts';
import { plain, type Text, text, words } from '../../core/text.ts';
import type { GuardsView, LogLineView, LogView, ServerView } from '../../sidebar/serverProtocol.ts';
import type { EntryMatch } from '../guards/match.ts';
import type { LogLook } from '../serverLogs.ts';
import { logLabel } from './placeLabel.ts';
import { routeView } from './routeView.ts';

/** What is known of the server's side of the answer that is shown. */
export interface ServerScene {
  readonly exchange: Exchange;
  readonly secrets: readonly Secret[];
  readonly refused: boolean;
  /** The request went to this computer. */
  readonly here: boolean;
  readonly trusted: boolean;
  readonly look: LogLook | undefined;
  /** What a click asks besides files: commands and URLs, as configured. */
  readonly asks: readonly string[];
  readonly guards: GuardScene | undefined;
}

export interface GuardScene {
  readonly reading: boolean;
  readonly failure: string | undefined;
  readonly matched: EntryMatch | undefined;
  /** How many routes are known; undefined where the code was not read. */
  readonly routes: number | undefined;
  /** A person asked for it. */
  readonly asked: boolean;
}

/** More lines, or longer ones, are read in the log itself. In UTF-16 units. */
const mostLines = 8;
const longestLine = 1200;

/** The sections of the server's side, redacted. Nothing where there is nothing to say. */
export function serverView(scene: ServerScene): ServerView | undefined {
  const log = scene.refused ? logView(scene) : undefined;
  const guards = guardsView(scene);
  return log || guards ? { ...(log ? { log } : {}), ...(guards ? { guards } : {}) } : undefined;
}

function logView({ exchange, secrets, here, trusted, look, asks }: ServerScene): LogView | undefined {
  const base = { lines: [], looked: [], helps: [], byItself: look?.asked === false };
  if (!look) {
    if (!trusted || (!here && asks.length === 0)) return undefined;
    return { ...base, state: 'offered', says: offer(here, asks) };
  }
  if (look.state === 'looking') {
    // By itself it takes a moment: not worth a word that is gone again.
    return look.asked ? { ...base, state: 'looking', says: words('Looking for its lines') } : undefined;
  }
  const { lines, reasons, looked, problems } = look.found;
  const helps = problems.map(theirs);
  if (lines.length === 0) {
    if (!look.asked && looked.length === 0 && helps.length === 0 && asks.length === 0) return undefined;
    return {
      ...base,
      state: 'nothing',
      says: nothingWords(looked.length, look.asked ? [] : asks),
      looked: looked.map((it) => logLabel(it)),
      helps,
    };
  }
  const known = secretsOf(exchange, secrets);
  const shown = lines.slice(0, mostLines);
  const note = tokenInLog(shown.flatMap((it) => maskLogText(it.record.text, known).secrets));
  return {
    ...base,
    state: 'found',
    says: words(
      lines.length === 1 ? 'One line belongs to this request.' : `${lines.length} lines belong to this request.`,
    ),
    lines: saidOnce(shown.map((it) => lineView(it, reasonIn(it, reasons), known))),
    helps: [...(note ? [note] : []), ...helps],
  };
}

/** What an earlier line means already is not said again. */
function saidOnce(lines: readonly LogLineView[]): readonly LogLineView[] {
  const said = new Set<string>();
  return lines.map((it) => {
    const means = it.shows && plain(it.shows);
    if (means === undefined || !said.has(means)) {
      if (means !== undefined) said.add(means);
      return it;
    }
    const { shows: _, advice: __, ...rest } = it;
    return rest;
  });
}

function reasonIn({ record }: ServerLine, reasons: LogReasons | undefined): LogReason | undefined {
  if (!reasons) return undefined;
  return [reasons.best, ...reasons.others].find(
    (it) => it.record.file === record.file && it.record.offset === record.offset,
  );
}

function offer(here: boolean, asks: readonly string[]): Text {
  if (asks.length === 0) return words('The lines of this request may stand in a log on this computer.');
  const first = text`A click asks ${asks[0] ?? ''}`;
  const rest = asks.length === 1 ? words('') : words(` and ${asks.length - 1} more`);
  return text`${first}${rest}${words(here ? ', besides the logs on this computer.' : '.')}`;
}

function nothingWords(count: number, asks: readonly string[]): Text {
  if (count === 0) return words('No server log was found on this computer.');
  const logs = count === 1 ? 'the log' : `the ${count} logs`;
  const more = asks.length === 0 ? '' : ' A click also asks what is configured.';
  return words(`No line of ${logs} that ${count === 1 ? 'was' : 'were'} looked at belongs to this request.${more}`);
}

const sureWords = { certain: 'Certain', likely: 'Likely', possible: 'Possible' } as const;

function lineView(
  { record, sure, why }: ServerLine,
  reason: LogReason | undefined,
  known: readonly string[],
): LogLineView {
  const whole = visible(maskLogText(record.text, known).text);
  return {
    kind: record.kind,
    at: logLabel(record.file, record.line),
    text: whole.slice(0, longestLine),
    cut: longestLine < whole.length,
    sure: text`${words(`${sureWords[sure]}: `)}${maskText(why, known)}`,
    ...(reason
      ? { shows: maskText(reason.shows, known), ...(reason.advice ? { advice: maskText(reason.advice, known) } : {}) }
      : {}),
  };
}

function theirs(sentence: string): Text {
  return words(visibleLine(maskSecretsIn(sentence)));
}

function guardsView({ exchange, refused, here, trusted, guards }: ServerScene): GuardsView | undefined {
  if (!guards || (!here && !guards.asked)) return undefined;
  const { reading, failure, matched, routes, asked } = guards;
  if (matched) return matchedView(matched, refused);
  if (reading) {
    const says = words('Reading the source code for the route and its guards');
    return { state: 'reading', says, open: true };
  }
  if (failure !== undefined) return { state: 'failed', says: words(failure), open: true };
  if (routes === undefined) {
    if (!refused || (trusted && !asked)) return undefined;
    return {
      state: 'offered',
      says: words('The route and its guards may stand in the code of this folder.'),
      open: true,
    };
  }
  if (routes === 0 && !asked) return undefined;
  const { pathname } = new URL(exchange.request.url);
  const says =
    routes === 0
      ? words('No route was found in the code of this folder.')
      : text`None of the ${words(String(routes))} routes in the code is for ${`${exchange.request.method} ${pathname}`}`;
  return { state: 'none', says, open: refused && asked };
}

function matchedView({ route, refusing, dropped }: EntryMatch, refused: boolean): GuardsView {
  const view = routeView(route, refused ? refusing : undefined);
  const says = saysOf(view.guards.length, refused, refusing !== undefined);
  const proxied =
    refused && dropped !== '' ? text` It is this route if a proxy takes ${dropped} off the path.` : words('');
  return { state: 'route', says: text`${says}${proxied}`, route: view, open: refused };
}

function saysOf(count: number, refused: boolean, known: boolean): Text {
  const guards = count === 1 ? 'One guard stands' : `${count} guards stand`;
  if (!refused)
    return words(count === 0 ? 'no guard in front of this route' : `${guards.toLowerCase()} in front of this route`);
  if (count === 0)
    return words(
      'No guard in front of this route was found: its handler refused, or something in front of the application.',
    );
  const open = count === 1 ? 'whether it refused' : 'which of them refused';
  return words(`${guards} in front of this route${known ? '' : `; ${open}, the code does not tell`}.`);
}
