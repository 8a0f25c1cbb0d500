import type { Cause, Fix, Found } from '../cause.ts';
import { isFilePath } from '../facts/target.ts';
import type { Facts } from '../facts.ts';
import { text } from '../text.ts';
import { advice, at, found, saidFor, statusShows } from '../verdict.ts';

/** The web server may not read or list the file or directory. */
export const filePermission: Cause = {
  id: 'file-permission',
  title: 'The web server may not read or list this',
  why: 'A web server answers 403 when its own user may not read a file, or when a folder has no index and may not be listed.',
  link: 'https://nginx.org/en/docs/http/ngx_http_autoindex_module.html',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    // A query asks a program, not a file.
    const doubtful = said?.certainty === 'possible' && facts.target.query.length !== 0;
    if (!said || doubtful) return hiddenFile(facts) ?? barePage(facts);
    const folder = facts.target.path.endsWith('/');
    return found(
      said.certainty,
      folder
        ? text`The folder ${facts.target.path.slice(0, 200)} has no index page that may be shown, and listing is off.`
        : text`The web server itself refuses ${facts.target.path.slice(0, 200)}: its user may not read the file, or a rule denies it.`,
      [...said.evidence, at({ in: 'url', part: 'path' }, text`the path is ${facts.target.path.slice(0, 200)}`)],
      [
        ...said.fixes,
        advice(
          folder
            ? text`Put an index page into the folder, or ask for the file itself`
            : text`Let the server's user read the file and enter every folder above it (${'chmod'}, ${'chown'})`,
        ),
        ...readTheLog(facts),
      ],
      said.source,
    );
  },
};

/** Worth a word where nobody did it yet. */
function readTheLog({ log }: Facts): Fix[] {
  return log
    ? []
    : [advice(text`Read the error log of the web server at that time: it names the file and the reason, or the rule`)];
}

/** A bare page of a web server for a file or folder, asked for without credentials: what servers send for lack of rights. */
function barePage(facts: Facts): Found | undefined {
  const { path } = facts.target;
  const folder = path.endsWith('/');
  const bare = facts.responseBody.kind === 'html' && facts.responseBody.text.length < 300;
  if (facts.status !== 403 || !bare || facts.credentials.length !== 0 || facts.credentialsUnseen) return undefined;
  const proxied = facts.exchange.response.headers.some((it) => /^(?:via|x-varnish|x-cache)$/i.test(it.name));
  // A query asks a program, not a file.
  if (facts.target.query.length !== 0) return undefined;
  if (proxied || facts.hinted !== undefined || !/^(?:GET|HEAD)$/.test(facts.method) || !(folder || isFilePath(path)))
    return undefined;
  return found(
    'possible',
    folder
      ? text`The folder ${path.slice(0, 200)} may have no index page, or a rule may deny it; the page does not tell.`
      : text`The web server may not be allowed to read ${path.slice(0, 200)}, or a rule may deny it; the page does not tell.`,
    [statusShows(facts), at({ in: 'url', part: 'path' }, text`the path is ${path.slice(0, 200)}`)],
    [
      ...readTheLog(facts),
      advice(text`Ask for another file of the same folder: if that comes, it is the file, not a rule`),
    ],
  );
}

/** Servers keep files whose names begin with a dot to themselves. */
function hiddenFile(facts: Facts): Found | undefined {
  const name = /\/(\.(?!well-known)[a-z][\w.-]{0,60})/i.exec(facts.target.path)?.[1];
  const bare = facts.hinted === undefined || facts.hinted === 'role-missing';
  if (name === undefined || facts.status !== 403 || !bare || facts.credentials.length !== 0) return undefined;
  return found(
    'likely',
    text`The path names ${name}, and servers do not give out files or folders that begin with a dot.`,
    [at({ in: 'url', part: 'path' }, text`the path is ${facts.target.path.slice(0, 200)}`), statusShows(facts)],
    [
      advice(
        text`Serve the file under a name without a dot, or allow it in the server's configuration if anybody may read it`,
      ),
    ],
  );
}
