// What the cases ask of the editor, in one line each.
const assert = require('node:assert/strict');
const vscode = require('vscode');

const folder = () => vscode.workspace.workspaceFolders[0].uri;
const fileUri = (name) => vscode.Uri.joinPath(folder(), name);

async function open(name) {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** A document that is on no disk, as an `.http` file unless said otherwise. */
async function write(content, language = 'http') {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
  return document;
}

const ask = (provider, ...args) => vscode.commands.executeCommand(`vscode.execute${provider}`, ...args);

/** Titles of the code lenses on a line. */
async function lensesOn(document, line) {
  const found = await ask('CodeLensProvider', document.uri, 200);
  return found.filter((it) => it.range.start.line === line).map((it) => it.command);
}

async function hover(document, needle, into = 1) {
  const at = document.positionAt(document.getText().indexOf(needle) + into);
  const hovers = await ask('HoverProvider', document.uri, at);
  return hovers
    .flatMap((it) => it.contents)
    .map((it) => (typeof it === 'string' ? it : it.value))
    .join('\n');
}

/** 0-based line of the request that stands under this title. */
function requestLine(document, title) {
  const lines = document.getText().split(/\r?\n/);
  const from = lines.indexOf(`### ${title}`);
  assert.notEqual(from, -1, `no request titled ${title}`);
  return lines.findIndex((it, i) => from < i && /^[A-Z]+ /.test(it));
}

/** Clicks Send above the request. */
async function send(document, title) {
  const line = requestLine(document, title);
  const [lens] = await lensesOn(document, line);
  assert.equal(lens.command, 'why401.send');
  await vscode.commands.executeCommand(lens.command, ...lens.arguments);
  return line;
}

/** Waits for what comes after a pause, a file or the network; fails with the last value. */
async function until(what, read, holds) {
  let last;
  for (let waited = 0; waited < 15_000; waited += 50) {
    last = await read();
    if (holds(last)) return last;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail(`${what}: still ${JSON.stringify(last)?.slice(0, 600)}`);
}

const diagnostics = (document) => vscode.languages.getDiagnostics(document.uri).filter((it) => it.source === 'Why401');

/** A token with these claims; its signature is the right length and nothing else. */
function jwt(claims) {
  const part = (it) => Buffer.from(JSON.stringify(it)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${Buffer.alloc(32, 7).toString('base64url')}`;
}

module.exports = { assert, ask, diagnostics, fileUri, hover, jwt, lensesOn, open, requestLine, send, until, write };
