// npm run editor: a real VS Code with the extension and its example in it, to try by hand. Ends with Ctrl+C.
import { spawn } from 'node:child_process';
import { install } from './install.mjs';
import { startEditor } from './server.mjs';
import { exampleWorkspace } from './workspace.mjs';

const editor = install();
const example = await exampleWorkspace();
const server = await startEditor({ editor, workspace: example.folder });
const url = server.url('refusals.http');
console.log(`The editor is at ${url}\nThe playground answers at ${example.origin}. Stop both with Ctrl+C.`);

if (process.env.DISPLAY || process.platform === 'darwin') {
  const flags = [
    '--no-first-run',
    '--disable-background-networking',
    '--disable-sync',
    `--user-data-dir=${server.dir}/browser`,
  ];
  spawn(editor.chromium, [...flags, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--app=${url}`], {
    stdio: 'ignore',
  });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await server.stop();
    await example.stop();
    process.exit(0);
  });
}
