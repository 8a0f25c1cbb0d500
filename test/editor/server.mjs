// Starts a whole VS Code (code-server) on loopback, with the built extension in it and a copy of a workspace open.
// Nothing of the person's own editor is read or written: profile, extensions and settings live in a temporary folder.
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @param {{
 *   editor: ReturnType<typeof import('./install.mjs').install>,
 *   workspace?: string,            // folder to copy; an empty one where absent
 *   files?: Record<string, string>, // files to write into the copy
 *   trust?: boolean,               // ask for workspace trust: a new folder then opens in Restricted Mode
 *   settings?: Record<string, unknown>,
 *   extensions?: string[],         // folders of further extensions, e.g. the driver of the tests in the host
 *   environment?: Record<string, string>,
 * }} options
 */
export async function startEditor({
  editor,
  workspace,
  files = {},
  trust = false,
  settings = {},
  extensions = [],
  environment = {},
}) {
  const dir = mkdtempSync(join(tmpdir(), 'why401-editor-'));
  const folder = join(dir, 'workspace');
  if (workspace) cpSync(workspace, folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const extensionsDir = join(dir, 'extensions');
  installExtension(editor, root, extensionsDir);
  for (const extension of extensions) installFolder(extension, extensionsDir);
  mkdirSync(join(dir, 'user/User'), { recursive: true });
  const all = { ...quiet, 'security.workspace.trust.enabled': trust, ...settings };
  writeFileSync(join(dir, 'user/User/settings.json'), JSON.stringify(all, null, 2));

  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = createWriteStream(join(dir, 'server.log'));
  let child;

  function launch() {
    child = spawn(
      editor.node,
      [
        editor.codeServer,
        ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'],
        ...['--disable-getting-started-override', '--disable-workspace-trust'].filter(
          (it) => !trust || !it.includes('trust'),
        ),
        ...['--user-data-dir', join(dir, 'user'), '--extensions-dir', extensionsDir, folder],
      ],
      {
        cwd: dir,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...withoutEditorVariables(process.env),
          ...environment,
          PATH: [dirname(editor.node), process.env.PATH].join(delimiter),
          EXTENSIONS_GALLERY: '{"serviceUrl":""}',
          XDG_CONFIG_HOME: join(dir, 'config'),
          XDG_DATA_HOME: join(dir, 'data'),
        },
      },
    );
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    return answering(`${origin}/healthz`, child);
  }

  async function end() {
    if (child.exitCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // The whole group has ended already.
    }
    await Promise.race([new Promise((done) => child.once('exit', done)), sleep(3000)]);
  }

  const stop = async () => {
    await end();
    log.end();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await launch();
  } catch (error) {
    const said = readFileSync(join(dir, 'server.log'), 'utf8').slice(-2000);
    await stop();
    throw new Error(`code-server did not start: ${error.message}\n${said}`);
  }
  return {
    origin,
    dir,
    folder,
    stop,
    /** Ends the editor and starts it anew, with the same profile, at the same address. */
    async restart() {
      await end();
      await launch();
    },
    /** The address that opens the workspace, and in it a file. */
    url(file) {
      const address = new URL(origin);
      address.searchParams.set('folder', folder);
      const payload = file && [['openFile', `vscode-remote://127.0.0.1:${port}${join(folder, file)}`]];
      if (payload) address.searchParams.set('payload', JSON.stringify(payload));
      return address.href;
    },
  };
}

/** Only what stands in the way of a test or calls home is set; all else is as a new user finds it. */
const quiet = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'files.autoSave': 'off',
  'window.restoreWindows': 'none',
};

/** The extension as its .vsix would install it: the files that vsce lists and no others. */
function installExtension(editor, from, extensionsDir) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  const to = join(extensionsDir, `${publisher}.${name}-${version}`);
  const vsce = join(from, 'node_modules/@vscode/vsce/vsce');
  const listed = execFileSync(editor.node, [vsce, 'ls', '--no-dependencies'], { cwd: from, encoding: 'utf8' });
  for (const file of listed.split(/\r?\n/).filter((it) => it && existsSync(join(from, it)))) {
    cpSync(join(from, file), join(to, file));
  }
  if (!existsSync(join(to, 'dist/extension.cjs')))
    throw new Error('dist/extension.cjs is not part of the package: run npm run build, and see .vscodeignore.');
}

function installFolder(from, extensionsDir) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  cpSync(from, join(extensionsDir, `${publisher}.${name}-${version}`), { recursive: true });
}

/** Started from a terminal inside an editor, code-server would talk to that editor instead of starting. */
function withoutEditorVariables(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(VSCODE_|CODE_SERVER|NODE_OPTIONS$|ELECTRON_|npm_)/.test(name)),
  );
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function answering(url, child) {
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const response = await fetch(url);
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  throw new Error('no answer within 30 seconds');
}
