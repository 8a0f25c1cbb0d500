import type { Cause } from '../cause.ts';
import { text } from '../text.ts';
import { advice, at, found, saidFor } from '../verdict.ts';

/** The web server may not read or list the file or directory. */
export const filePermission: Cause = {
  id: 'file-permission',
  title: 'The web server may not read or list this',
  why: 'A web server answers 403 when its own user may not read a file, or when a folder has no index and may not be listed.',
  link: 'https://nginx.org/en/docs/http/ngx_http_autoindex_module.html',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    const folder = facts.target.path.endsWith('/');
    return found(
      said.certainty,
      folder
        ? text`The folder ${facts.target.path.slice(0, 200)} has no index page that may be shown, and listing is off.`
        : text`The web server itself refuses ${facts.target.path.slice(0, 200)}: mostly its user may not read the file.`,
      [...said.evidence, at({ in: 'url', part: 'path' }, text`the path is ${facts.target.path.slice(0, 200)}`)],
      [
        ...said.fixes,
        advice(
          folder
            ? text`Put an index page into the folder, or ask for the file itself`
            : text`Let the server's user read the file and enter every folder above it (${'chmod'}, ${'chown'})`,
        ),
        advice(
          text`Read the error log of the web server at that time: it names the file and the reason, or the rule that denies it`,
        ),
      ],
      said.source,
    );
  },
};
