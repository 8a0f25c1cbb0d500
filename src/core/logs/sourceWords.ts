import { maskUrl } from '../mask.ts';
import { visibleLine } from '../print/visible.ts';
import { maskSecretsIn } from '../redact.ts';
import type { LogSource } from './config.ts';

/** What a program or a server of logs is called where it was looked into: secrets in its words masked. */
export function sourceName(source: LogSource): string {
  if (source.kind === 'path') return source.path;
  return source.kind === 'command' ? commandName(source.command) : maskUrl(source.url);
}

/** The words of a program as one line, as far as a name is read. */
export function commandName(command: readonly string[]): string {
  return maskSecretsIn(command.join(' ')).slice(0, 200);
}

/**
 * What a person is asked before a source is: on one line, nothing in it acts, and what of the environment goes along is
 * named. A program's words are shown whole, since all of them run.
 */
export function sourceQuestion(source: LogSource): string {
  switch (source.kind) {
    case 'path':
      return visibleLine(`reads ${source.path}`);
    case 'command':
      return visibleLine(
        `runs ${source.command.map((it) => (/^[\w./:=@-]+$/.test(it) ? it : JSON.stringify(it))).join(' ')}`,
      );
    case 'loki':
      return visibleLine(`asks Loki at ${maskUrl(source.url)} for ${JSON.stringify(source.query)}${along(source)}`);
    case 'elasticsearch': {
      const what = source.query === undefined ? 'every line of that time' : JSON.stringify(source.query);
      return visibleLine(`asks ${maskUrl(source.url)} for ${what} in ${source.index}${along(source)}`);
    }
  }
}

function along({ headers, variables }: Extract<LogSource, { kind: 'loki' | 'elasticsearch' }>): string {
  if (0 < variables.length)
    return `, and sends it ${variables.map((it) => `$${it}`).join(' and ')} of your environment`;
  return headers.length === 0 ? '' : ', with the credentials that stand in the setting';
}
