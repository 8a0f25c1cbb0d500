import { type Renewal, renewalOf } from '../core/auth/renewal.ts';
import type { SignInRequest } from '../core/auth/signIn.ts';
import type { Exchange } from '../core/exchange.ts';
import { fieldValue } from '../core/exchange.ts';
import type { HttpFile } from '../core/http/httpFile.ts';
import type { Report } from '../core/report.ts';
import { loginsIn, originOfUrl } from './logins.ts';
import type { Answered, RenewOrder, RunTarget, UsedCredential } from './run.ts';

/** What can be had anew for a refused request, and what that is called. */
export interface RenewPlan {
  readonly order: RenewOrder;
  /** `the token of ada`, `the login session` */
  readonly what: string;
}

/** A plan that the refusal itself calls for. */
export interface CalledFor extends RenewPlan {
  readonly renewal: Renewal;
}

/** What would mend a refusal by itself; undefined where renewing does not help, or nothing here can be renewed. */
export function renewalFor(outcome: Answered, report: Report, { file }: RunTarget): CalledFor | undefined {
  const renewal = renewalOf(report, outcome.exchange);
  if (!renewal) return undefined;
  if (renewal.how === 'again') return { renewal, order: { credentials: [], logins: [] }, what: 'the nonce' };
  const plan = outcome.renewedInVain ? undefined : planFor(outcome, file);
  return plan && { ...plan, renewal };
}

/** What the credentials of a request came from and can come from again; `ask`: what the refusal asked for besides. */
export function planFor({ used, exchange }: Answered, file: HttpFile, ask?: SignInRequest): RenewPlan | undefined {
  const sent = used.filter((it) => it.from === 'login' || wasSent(it, exchange));
  const named = sent.flatMap((it) => (it.from === 'login' ? [it] : []));
  // A value of any named request may be the credential; where logins are marked, they are it.
  const marked = named.filter((it) => it.marked);
  const logins = (marked.length ? marked : named).map((it) => it.request);
  const sessions = sent.flatMap((it) => (it.from === 'session' ? [it] : []));
  if (sessions.length === 0 && logins.length === 0) return cookieLogin(exchange, file);
  const what = [
    ...sessions.map((it) => `the token of ${it.key.id}`),
    ...logins.map((it) => `${marked.length ? 'the session' : 'the answer'} of ${it}`),
  ];
  return {
    order: { credentials: sessions.map((it) => it.token.reveal()), logins, ...(ask ? { ask } : {}) },
    what: what.join(' and '),
  };
}

/** A token may have been fetched for something else than this request's credential, such as a client's assertion. */
function wasSent(used: Extract<UsedCredential, { from: 'session' }>, { request }: Exchange): boolean {
  const token = used.token.reveal();
  return (
    request.headers.some((it) => it.value.includes(token)) ||
    request.url.includes(token) ||
    (request.body?.text.includes(token) ?? false)
  );
}

/** Nothing in the text refers to a login, and its cookies go along: the file's marked login to the same origin. */
function cookieLogin(exchange: Exchange, file: HttpFile): RenewPlan | undefined {
  if (fieldValue(exchange.request.headers, 'Authorization') !== undefined) return undefined;
  const origin = originOfUrl(exchange.request.url);
  const [login, ...others] = loginsIn(file).filter((it) => fits(it.target.text, origin));
  if (!login || 0 < others.length) return undefined;
  return { order: { credentials: [], logins: [login.name] }, what: `the session of ${login.name}` };
}

/** References are not filled in here: a target that begins with one may go anywhere. */
function fits(target: string, origin: string | undefined): boolean {
  return !/^https?:/i.test(target) || target.includes('{{') || originOfUrl(target) === origin;
}
