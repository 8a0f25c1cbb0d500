// What will be refused, marked before it is sent. Run after the other cases of a trusted window.
const { execFileSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');
const { assert, ask, diagnostics, fileUri, jwt, open, requestLine, until, write } = require('./editor.cjs');

const seconds = () => Math.floor(Date.now() / 1000);
const github = 'ghp_R7mK2vX9qL4nT8wB3zC6yH1jF5dS0aG7pE2u';
const codes = (document) => diagnostics(document).map((it) => it.code);

async function type(document, text) {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Carries out the quick fix of this title at a mark, as a click does: its edit, else its command comes back. */
async function apply(document, mark, title) {
  const actions = await ask('CodeActionProvider', document.uri, mark.range);
  const action = actions.find((it) => it.title === title);
  assert.ok(action, actions.map((it) => it.title).join(', '));
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
  return action;
}

module.exports = {
  async 'a token that has expired is marked while it is typed, and no longer when it is gone'() {
    const document = await write('GET https://api.acme.io/me\n');
    await type(document, `Authorization: Bearer ${jwt({ exp: seconds() - 3 * 3600 })}\n`);
    const [mark] = await until(
      'a mark',
      () => diagnostics(document),
      (it) => it.length === 1,
    );
    assert.equal(mark.code, 'token-expired');
    assert.equal(mark.severity, vscode.DiagnosticSeverity.Error);
    assert.match(mark.message, /^api\.acme\.io will refuse the token in Authorization: it expired 3 hours ago \(/);
    assert.equal(mark.range.start.line, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, document.lineAt(1).range);
    await vscode.workspace.applyEdit(edit);
    await until(
      'no mark',
      () => diagnostics(document),
      (it) => it.length === 0,
    );
  },

  async 'a token that expires while the file is open is marked without a keystroke'() {
    const token = jwt({ exp: seconds() + 4, iat: seconds() - 3600 });
    const document = await write(`GET https://api.acme.io/me\nAuthorization: Bearer ${token}\n`);
    await until(
      'soon',
      () => codes(document),
      (it) => it.includes('token-expires-soon'),
    );
    await until(
      'expired',
      () => codes(document),
      (it) => it.includes('token-expired'),
    );
  },

  async 'quick fixes put right what an edit can'() {
    const document = await write(
      `GET https://api.acme.io/a\nAuthorization: ${jwt({ sub: 'vic' })}\n\n###\nGET http://api.acme.io/b\nAuthorization: Bearer Bearer x8y7\n`,
    );
    await until(
      'marks',
      () => codes(document).toSorted(),
      (it) => it.join() === 'credential-over-http,scheme-doubled,scheme-missing',
    );
    for (const [code, title] of [
      ['scheme-missing', 'Write Bearer before the token'],
      ['credential-over-http', 'Send the request over https'],
      ['scheme-doubled', 'Write Bearer once'],
    ]) {
      const mark = diagnostics(document).find((it) => it.code === code);
      const action = await apply(document, mark, title);
      assert.ok(action.edit, title);
      await until(
        'no such mark',
        () => codes(document),
        (it) => !it.includes(code),
      );
    }
    assert.match(document.lineAt(1).text, /^Authorization: Bearer eyJ/);
    assert.equal(document.lineAt(4).text, 'GET https://api.acme.io/b');
    assert.equal(document.lineAt(5).text, 'Authorization: Bearer x8y7');
  },

  async 'the setting switches it off'() {
    const document = await write('GET http://api.acme.io/b\nAuthorization: Bearer x8y7\n');
    await until(
      'a mark',
      () => codes(document),
      (it) => it.length === 1,
    );
    const settings = vscode.workspace.getConfiguration('why401');
    await settings.update('diagnostics.beforeSending', false, vscode.ConfigurationTarget.Global);
    await until(
      'no mark',
      () => codes(document),
      (it) => it.length === 0,
    );
    await settings.update('diagnostics.beforeSending', undefined, vscode.ConfigurationTarget.Global);
  },

  async 'what was refused is known before it is sent again'() {
    const document = await open('refusals.http');
    const line = requestLine(document, 'A token for another API') + 1;
    const mark = await until(
      'a mark',
      () => diagnostics(document).find((it) => it.range.start.line === line),
      (it) => it !== undefined,
    );
    assert.equal(mark.code, 'token-wrong-audience');
    assert.match(mark.message, /will refuse the token of \{\{otherApiToken\}\}: its audience is .*billing/);
  },

  async 'a secret in a file that git tracks moves to the private file, which git then ignores'({ note }) {
    const folder = fileUri('').fsPath;
    const read = (name) => readFileSync(join(folder, name), 'utf8');
    const text = `GET https://api.github.com/user\nAuthorization: Bearer ${github}\n`;
    await vscode.workspace.fs.writeFile(fileUri('github.http'), Buffer.from(text));
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const document = await open('github.http');
    await new Promise((done) => setTimeout(done, 1500));
    assert.deepEqual(codes(document), [], 'git does not track it yet');
    execFileSync('git', ['add', 'github.http'], { cwd: folder });
    await type(document, '# saved\n');
    await document.save();
    const [mark] = await until(
      'a mark',
      () => diagnostics(document),
      (it) => it.length === 1,
    );
    assert.equal(mark.code, 'secret-in-repository');
    assert.equal(document.getText(mark.range), github);
    assert.doesNotMatch(mark.message, /ghp_R7/);

    const action = await apply(document, mark, 'Move the secret to http-client.private.env.json');
    assert.equal(action.command.command, 'why401.moveSecret', action.title);
    const before = JSON.parse(read('http-client.private.env.json'));
    const done = vscode.commands.executeCommand(action.command.command, ...action.command.arguments);
    // host.test.mjs clicks in the window what a person would.
    await done;
    assert.ok(!document.getText().includes(github), document.getText());
    const name = /Bearer \{\{(\w+)\}\}/.exec(document.getText())?.[1];
    note(`moved to {{${name}}}`);
    const after = JSON.parse(read('http-client.private.env.json'));
    assert.equal(after.playground[name], github);
    delete after.playground[name];
    assert.deepEqual(after, before, 'nothing else changed');
    assert.equal(read('.gitignore'), 'http-client.private.env.json\n');
    await until(
      'no mark',
      () => codes(document),
      (it) => it.length === 0,
    );
    assert.ok(existsSync(join(folder, 'github.http')));
  },
};
