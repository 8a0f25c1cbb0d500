import type { Cause } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { isFilePath } from '../facts/target.ts';
import type { Facts } from '../facts.ts';
import { text, words } from '../text.ts';
import { advice, at, fixesOr, found, present, saidFor, statusShows } from '../verdict.ts';

/** A firewall or bot filter refused the request: a WAF rule, a challenge page, a missing or banned User-Agent. */
export const botBlocked: Cause = {
  id: 'bot-blocked',
  title: 'A firewall or bot filter refused the request',
  why: 'Filters in front of a site refuse what looks like a script or an attack, before the site itself sees it.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const attack = attackIn(facts);
    const certainty = weight(facts, said?.certainty, attack !== undefined);
    if (!certainty) return undefined;
    return found(
      certainty,
      attack
        ? text`The ${words(attack.in === 'url' ? 'URL' : 'body')} holds what filters take for an attack, and the request was refused before the application saw it.`
        : text`A filter in front of ${facts.target.hostname || words('the server')} refused the request.`,
      [
        ...(said?.evidence ?? ([statusShows(facts)] as const)),
        at(
          { in: 'request-header', name: 'User-Agent' },
          text`${'User-Agent'} is ${facts.userAgent || words('missing')}`,
        ),
        ...present([
          attack &&
            at(attack.in === 'url' ? { in: 'request-line' } : { in: 'request-body' }, text`it holds ${attack.piece}`),
          facts.history.otherAgent &&
            at(
              { in: 'earlier', entry: facts.history.otherAgent.entry, what: 'User-Agent' },
              text`the same request was answered for ${facts.history.otherAgent.agent}`,
            ),
        ]),
        at({ in: 'request-line' }, text`the request is ${`${facts.method} ${facts.target.path.slice(0, 100)}`}`),
      ],
      [
        ...fixesOr(
          said,
          advice(
            facts.conditions.has('tool-agent')
              ? facts.userAgent === ''
                ? text`Send a ${'User-Agent'} that names your program`
                : text`Send a ${'User-Agent'} that names your program, in place of ${facts.userAgent}`
              : text`Ask the owner to let this client or request through, and name the incident's number and time`,
          ),
        ),
        advice(text`Send the same request from a browser: if that is answered, the filter is the cause`),
      ],
      said?.source,
    );
  },
};

function weight(facts: Facts, said: Certainty | undefined, attack: boolean): Certainty | undefined {
  if (said) return said;
  if (facts.stated !== undefined || facts.status !== 403) return undefined;
  if (attack || facts.history.otherAgent) return 'likely';
  if (facts.credentials.length !== 0 || facts.responseBody.kind !== 'html') return undefined;
  if (/httrack|nikto|sqlmap|masscan|nmap|scrapy|libwww|spider|crawl|zgrab|wpscan|[a-z]bot\b/i.test(facts.userAgent))
    return 'likely';
  if (facts.target.path.endsWith('/') || isFilePath(facts.target.path)) return undefined;
  return facts.conditions.has('tool-agent') && facts.servers.length === 0 ? 'possible' : undefined;
}

/** What filters take for an attack, in the URL, or in a body that a page refuses. */
function attackIn(facts: Facts): { readonly in: 'url' | 'body'; readonly piece: string } | undefined {
  const url = `${facts.target.path} ${facts.target.query.map((it) => it.value).join(' ')}`;
  const inUrl = attacks.exec(url.slice(0, 5_000))?.[0];
  if (inUrl !== undefined) return { in: 'url', piece: inUrl };
  if (facts.responseBody.kind !== 'html') return undefined;
  const body = facts.requestBody.fields.map((it) => it.value).join(' ');
  const inBody = attacks.exec(body.slice(0, 5_000))?.[0];
  return inBody === undefined ? undefined : { in: 'body', piece: inBody };
}

const attacks =
  /'\s{0,5}(?:or|and)\s{0,5}'?\d|\bselect\b[^;]{1,80}\bfrom\b[^;]{1,80}\bwhere\b|union(?:\s{1,5}all)?\s{1,5}select|<script|\.\.\/\.\.\/|\/etc\/passwd|;\s{0,5}drop\s{1,5}table|\$\{jndi:|onerror=|\bsleep\(\d|xp_cmdshell/i;
