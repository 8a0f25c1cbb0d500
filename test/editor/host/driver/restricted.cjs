// In Restricted Mode: what only reads works, and nothing is sent.
const { assert, ask, diagnostics, fileUri, hover, jwt, lensesOn, open, requestLine, until } = require('./editor.cjs');
const { environment, requests, shop } = require('./shop.cjs');

module.exports = {
  async 'the folder is not trusted, and the extension is active all the same'({ vscode }) {
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = vscode.extensions.getExtension('why401.why401');
    assert.ok(extension, 'the extension is switched off');
    await extension.activate();
  },

  async 'reading works'({ vscode }) {
    const document = await open('refusals.http');
    assert.ok(10 < (await ask('DocumentSymbolProvider', document.uri)).length);
    await vscode.commands.executeCommand('why401.selectEnvironment', 'playground');
    assert.match(await hover(document, '{{api}}', 3), /127\.0\.0\.1/);
  },

  async 'what will be refused is marked'() {
    const document = await open('refusals.http');
    await until(
      'marks',
      () => diagnostics(document).map((it) => it.code),
      (it) => it.includes('token-expired') && it.includes('scheme-doubled'),
    );
  },

  async 'explaining works'({ vscode }) {
    const token = jwt({ exp: 1_700_000_000 });
    const text = `GET /me HTTP/1.1\nHost: api.test\nAuthorization: Bearer ${token}\n\nHTTP/1.1 401 Unauthorized\n\n`;
    await vscode.commands.executeCommand('why401.explainText', text);
    await vscode.commands.executeCommand('why401.copyExplanation');
    assert.match(await vscode.env.clipboard.readText(), /The token expired/);
  },

  async 'rules of the folder are not read'({ vscode }) {
    const rules = await open('why401.signs.json');
    assert.match(rules.getText(), /PG-4031/);
    const text = 'GET /ledger HTTP/1.1\nHost: 127.0.0.1\n\nHTTP/1.1 403 Forbidden\n\n{"code":"PG-4031"}\n';
    await vscode.commands.executeCommand('why401.explainText', text);
    await vscode.commands.executeCommand('why401.copyExplanation');
    const explanation = await vscode.env.clipboard.readText();
    assert.match(explanation, /PG-4031/);
    assert.doesNotMatch(explanation, /auditors/);
  },

  async 'signing in sends nothing'({ vscode }) {
    await open('tokens.http');
    await vscode.commands.executeCommand('why401.signIn', { id: 'app', environment: 'playground' });
    await vscode.env.clipboard.writeText('nothing yet');
    await vscode.commands.executeCommand('why401.copySessionToken', { id: 'app', environment: 'playground' });
    assert.equal(await vscode.env.clipboard.readText(), 'nothing yet');
  },

  async 'Send sends nothing'({ vscode }) {
    const document = await open('refusals.http');
    const line = requestLine(document, 'Signed in: this one works');
    const [lens] = await lensesOn(document, line);
    await vscode.commands.executeCommand(lens.command, ...lens.arguments);
    await vscode.commands.executeCommand('why401.sendAll', document.uri);
    const titles = (await lensesOn(document, line)).map((it) => it.title);
    assert.deepEqual(titles, ['$(play) Send']);
  },

  async 'tests are listed, and running them sends nothing'({ vscode }) {
    const api = await shop({ boss: 200, guest: 200 });
    try {
      const write = (name, text) => vscode.workspace.fs.writeFile(fileUri(name), Buffer.from(text));
      await write('testing/http-client.env.json', environment(api.origin, ['boss', 'guest', 'anonymous']));
      await write('testing/shop.http', requests);
      await open('testing/shop.http');
      await until(
        'tests',
        () => vscode.commands.executeCommand('vscode.testing.getTestsInFile', fileUri('testing/shop.http')),
        (it) => it.length === 9,
      );
      // The editor asks whether to trust the folder first, and nobody answers: so this is the last case.
      void vscode.commands.executeCommand('testing.runCurrentFile');
      await new Promise((done) => setTimeout(done, 2000));
      assert.deepEqual(api.seen, []);
    } finally {
      api.close();
    }
  },
};
