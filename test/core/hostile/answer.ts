import { explainWholeText } from '../../../src/core/explainText.ts';
import { lazyPattern } from '../../../src/core/facts/pattern.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { checkToken } from '../../../src/core/jwt/check.ts';
import { findTokens } from '../../../src/core/jwt/find.ts';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import { toJson } from '../../../src/core/print/json.ts';
import { jsonLine } from '../../../src/core/print/jsonLine.ts';
import { toMarkdown } from '../../../src/core/print/markdown.ts';
import { toTerminal } from '../../../src/core/print/terminal.ts';
import { tokenToMarkdown } from '../../../src/core/print/tokenMarkdown.ts';
import { Secret } from '../../../src/core/secret.ts';
import { readServers } from '../../../src/core/servers/readServers.ts';
import type { HostileText } from './make.ts';

/** What a reader of the text gets to see: each piece on its own. */
export interface Answer {
  readonly shown: readonly string[];
  /** Different reports of refusals, or parts, signs and problems read. */
  readonly count: number;
}

const now = Date.UTC(2026, 10, 22, 19, 4, 11);

/** Takes the whole way from a text to what is shown of it. */
export function answer(as: HostileText['as'], text: string): Answer {
  switch (as) {
    case 'exchanges': {
      const { refusals, last, problems } = explainWholeText(text, now);
      const reports = [...new Set(refusals.map((it) => it.report))];
      // A shell prints in one form; of a few reports all three are looked at.
      const shown = [
        ...reports.map((it) => jsonLine(toJson(it, 'a.har', 0))),
        ...reports.slice(0, 2).flatMap((it) => [toMarkdown(it), toTerminal(it, { color: true, width: 100 })]),
      ];
      const tokens = last ? findTokens(last.exchange.request) : [];
      return {
        shown: [
          ...shown,
          ...problems,
          ...tokens.flatMap((it) => [it.label, tokenToMarkdown(it.token, it.secret, now / 1000)]),
        ],
        count: reports.length,
      };
    }
    case 'token': {
      const token = inspectToken(text);
      const checks = checkToken(token, { now: now / 1000 });
      return { shown: [tokenToMarkdown(token, new Secret(text), now / 1000)], count: checks.length };
    }
    case 'file': {
      const { parts, problems } = parse(text);
      return { shown: [], count: parts.length + problems.length };
    }
    case 'signs': {
      const { servers, problems } = readServers(parsed(text), lazyPattern);
      return { shown: problems.map((it) => it.says), count: servers.length + problems.length };
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
