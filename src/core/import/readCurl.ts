import type { ImportedCollection, ImportedRequest, SourceText } from './collection.ts';
import { readCurlArguments } from './curlOptions.ts';
import { curlRequests } from './curlRequest.ts';
import type { Draft } from './draft.ts';
import { type ShellCommand, shellOf, splitCommands } from './shellWords.ts';

/** Reads curl commands of a shell script, a console or a browser's *Copy as cURL*. */
export function readCurl(
  sources: readonly SourceText[],
  draft: Draft,
): ImportedCollection | { readonly problem: string } {
  const items = sources.flatMap((it) => requestsIn(it, draft));
  if (items.length === 0) return { problem: 'there is no curl command in it' };
  const hosts = new Set(items.map((it) => /:\/\/(?:[^/?#@]*@)?([^/?#:{}]+)/.exec(it.url)?.[1] ?? ''));
  const [host = ''] = hosts;
  return { name: hosts.size === 1 && host !== '' ? host : 'curl', items, environments: [] };
}

/** Whether a text is one curl command as a whole. */
export function isCurlCommand(text: string): boolean {
  const trimmed = text.trim();
  if (!/^(?:[$%>❯]\s{1,5}|PS [^>\n]{0,200}> {0,3})?curl(?:\.exe)?\s/.test(trimmed) || 500_000 < trimmed.length)
    return false;
  const commands = splitCommands(withoutPrompts(trimmed), shellOf(trimmed)).filter((it) => 0 < it.words.length);
  const [only] = commands;
  return commands.length === 1 && only !== undefined && isCurl(only) && 1 < only.words.length;
}

function requestsIn({ text }: SourceText, draft: Draft): readonly ImportedRequest[] {
  const commands = splitCommands(withoutPrompts(text), shellOf(text));
  return commands.filter(isCurl).flatMap((it) => requestsOf(it, draft));
}

/** `$ curl …`, as a console shows it. */
function withoutPrompts(text: string): string {
  return text.replace(/^[ \t]*(?:[$%>❯]\s{1,5}|PS [^>\n]{0,200}> {0,3})(?=curl)/gm, '');
}

function isCurl({ words }: ShellCommand): boolean {
  return /^(?:.{0,300}[/\\])?curl(?:\.exe)?$/.test(commandWords(words)[0] ?? '');
}

/** Without what may stand in front: variables, `sudo`, `time`. */
function commandWords(words: readonly string[]): readonly string[] {
  const at = words.findIndex((it) => !/^(?:[A-Za-z_]\w*=.*|sudo|time|command|exec|env|&)$/s.test(it));
  return at === -1 ? [] : words.slice(at);
}

function requestsOf(command: ShellCommand, draft: Draft): readonly ImportedRequest[] {
  const parts = readCurlArguments(commandWords(command.words).slice(1));
  const name = command.comment.trim().split('\n').at(-1) ?? '';
  return parts.flatMap((it, at) => {
    const requests = curlRequests(it, draft, 1 < parts.length && name !== '' ? `${name} ${at + 1}` : name);
    for (const request of requests) {
      for (const unknown of it.unknown)
        draft.lose(request.name, `\`${unknown.slice(0, 40)}\` is no option of curl that is known here.`);
      for (const [i, worked] of command.unknown.entries()) {
        draft.toFillIn(`fromShell${i === 0 ? '' : i + 1}`);
        draft.lose(
          request.name,
          `A shell works out \`${worked.slice(0, 60)}\`: put its value into \`fromShell${i === 0 ? '' : i + 1}\`.`,
        );
      }
    }
    return requests;
  });
}
