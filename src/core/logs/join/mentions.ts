import { sameTarget } from './sameTarget.ts';
import type { Wanted } from './wanted.ts';

/**
 * Whether a message is about this request by the path or the user that it names: `this` one, `another`, or undefined where
 * it names neither. A path may be that of a file (`/var/www/html/denied/`), whose end is the path that was asked for.
 */
export function mentions(message: string, { target, user, sentCredential }: Wanted): 'this' | 'another' | undefined {
  const start = message.slice(0, 4_000);
  const named = /(?:^|[\s:])user ["'`]?([^\s"'`:,]{1,200})["']?(?=[\s:,])/.exec(start)?.[1];
  const isName = named !== undefined && !/^(?:name|is|not|for|in|was|has|agent|id)$/i.test(named);
  const isUser = isName && user !== undefined ? named === user : undefined;
  if (isUser === false || (isName && sentCredential === false)) return 'another';
  const paths = pathsIn(start);
  if (target === undefined || paths.length === 0) return isUser ? 'this' : undefined;
  if (paths.some((it) => isOf(it, target))) return 'this';
  // The file that a rewrite leads to has another name; a URI in quotes would be ours, and so would what is refused.
  if (paths.some((it) => it.quoted || (isRefusedFile.test(start) && !isFrontController(it.path)))) return 'another';
  return isUser ? 'this' : undefined;
}

const isRefusedFile =
  /client denied|access forbidden|file permissions deny|directory index|options[^:]{0,40} forbid|does not exist|symbolic link|is forbidden|\(2: |\(13: /i;

function isFrontController(path: string): boolean {
  return /\/(?:index|app|main)\.\w{2,5}$/.test(path);
}

/** Whether a message says that the file that was asked for is not there: an answer of 404, not a refusal. Another file may be missing. */
export function saysItIsMissing(message: string, { target }: Wanted): boolean {
  const start = message.slice(0, 4_000);
  if (target === undefined || !/\(2: |does not exist|not found/.test(start)) return false;
  return pathsIn(start).some((it) => it.path.length < 2_000 && isOf(it, target));
}

interface NamedPath {
  readonly path: string;
  /** In quotes it is a URI; bare, a file. */
  readonly quoted: boolean;
}

function pathsIn(message: string): readonly NamedPath[] {
  const found: NamedPath[] = [];
  for (const it of message.matchAll(/"(\/[^"]{0,2000})"|(?<=[\s:])((?:[A-Za-z]:)?\/[^\s,"'\]]{1,2000})/g)) {
    if (found.length === 8) break;
    if (it[1] !== undefined)
      // `… for "/usr/"` names what was asked for.
      found.push({
        path: it[1],
        quoted:
          message.slice(0, it.index).endsWith(' for ') ||
          !/^\/(?:etc|usr|var|srv|home|opt|tmp|private|Users|app)\//.test(it[1]),
      });
    else if (it[2] !== undefined) found.push({ path: it[2].replace(/[.,;:]{1,3}$/, ''), quoted: false });
  }
  return found;
}

function isOf({ path }: NamedPath, target: string): boolean {
  if (2 <= sameTarget(path, target)) return true;
  const sent = target.split('?', 1)[0] ?? '';
  // A file below the root of the site, or its directory's index; `/` alone is no end that tells.
  const bare = sent.replace(/\/$/, '');
  if (path.endsWith('/.htaccess')) return isFolderOn(path.slice(0, -'/.htaccess'.length), sent);
  return bare !== '' && (path.endsWith(bare) || path.endsWith(`${bare}/`) || path.includes(`${bare}/`));
}

/** Whether a folder is one on the way to what was asked for, the root of the site aside. */
function isFolderOn(folder: string, sent: string): boolean {
  const segments = sent.split('/').filter((it) => it !== '');
  return segments.some((_, i) => folder.endsWith(`/${segments.slice(0, i + 1).join('/')}`));
}
