import type { HttpFile, RequestBlock } from './httpFile.ts';

/** The request that a name refers to from `at`: the nearest before, else the last one. The whole name counts first. */
export function requestNamed(file: HttpFile, name: string, at: number): RequestBlock | undefined {
  const exact = file.requests.filter((it) => it.name === name);
  const named = exact.length
    ? exact
    : file.requests.filter((it) => it.name !== '' && otherNames(it.name).includes(name));
  return named.findLast((it) => it.requestSpan.start < at) ?? named.at(-1);
}

/** A name of several words: the draft standard takes the first one, httpYac makes `myLogin` of `my login` and `my-login`. */
function otherNames(requestName: string): readonly string[] {
  const camel = requestName.replace(/[\s-]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return [requestName.split(/\s/, 1)[0] ?? requestName, camel];
}
