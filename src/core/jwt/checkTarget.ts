import type { Token, TokenCheck } from './token.ts';

/**
 * Compares the audience with the address that the token was sent to. An audience is any name that the API has chosen,
 * so only an audience that is itself an address, on another host, is worth a word.
 */
export function audienceCheck({ audiences }: Token, requestUrl: string | undefined): TokenCheck[] {
  const host = hostOf(requestUrl);
  if (host === undefined || audiences.length === 0) return [];
  const hosts = audiences.flatMap((it) => hostOf(it) ?? []);
  const named = audiences
    .slice(0, 5)
    .map((it) => it.slice(0, 120))
    .join(', ');
  if (hosts.includes(host))
    return [{ check: 'aud', outcome: 'fine', says: `The audience names the host it was sent to (${host}).` }];
  // A name, a client id, or one address among names: nothing can be told.
  if (hosts.length < audiences.length || hosts.some((it) => related(it, host))) return [];
  return [
    {
      check: 'aud',
      outcome: 'note',
      says: `The audience is ${named}; it was sent to ${host}. Whether that API takes this audience cannot be told from here.`,
    },
  ];
}

/** Says where the token comes from, and whether a real token meets a development host or the other way round. */
export function issuerCheck({ issuer }: Token, requestUrl: string | undefined): TokenCheck[] {
  const host = hostOf(requestUrl);
  const from = hostOf(issuer);
  if (host === undefined || from === undefined) return [];
  if (from === host || related(from, host))
    return [
      { check: 'iss', outcome: 'fine', says: `The issuer ${from} and the host ${host} belong together by name.` },
    ];
  const [theirStage, ourStage] = [stageOf(from), stageOf(host)];
  if (theirStage !== undefined && ourStage !== undefined && theirStage !== ourStage) {
    const says = `The issuer ${from} looks like ${theirStage}, the host ${host} like ${ourStage}.`;
    return [{ check: 'iss', outcome: 'note', says }];
  }
  return [];
}

/** Host and port of an address, lower-case; undefined for anything that is no http address. */
function hostOf(url: string | undefined): string | undefined {
  const host = /^https?:\/\/(?:[^/?#@]{0,500}@)?([^/?#@\s]{1,300})/i.exec(url ?? '')?.[1];
  return host?.toLowerCase().replace(/:(?:80|443)$/, '');
}

/** Whether two hosts share their registrable name, as far as that can be told without a list: the last two labels. */
function related(a: string, b: string): boolean {
  const last = (host: string) => host.replace(/:\d+$/, '').split('.').slice(-2).join('.');
  return (
    last(a) === last(b) &&
    last(a).includes('.') &&
    !/^(?:co|com|org|net|ac|gov)\.\w\w$/.test(last(a)) &&
    !/^[\d.]+$/.test(last(a))
  );
}

/** The stage that a label of the host names; the last label (`.test`, `.dev`) is a domain, no stage. */
function stageOf(host: string): string | undefined {
  const labels = host.split(':', 1)[0]?.split('.').slice(0, -1).join('.') ?? '';
  const word =
    /(?:^|[.-])(dev|develop|test|testing|qa|uat|stage|staging|sandbox|preprod|prod|production|live)(?=[.-]|$)/.exec(
      labels,
    )?.[1];
  return word === undefined ? undefined : Object.hasOwn(stages, word) ? stages[word] : word;
}

const stages: Readonly<Record<string, string>> = {
  develop: 'dev',
  testing: 'test',
  stage: 'staging',
  live: 'production',
  prod: 'production',
};
