// The Test Explorer in a trusted window.
const vscode = require('vscode');
const { assert, fileUri, until } = require('./editor.cjs');
const { environment, requests, shop } = require('./shop.cjs');

const tests = (name) => vscode.commands.executeCommand('vscode.testing.getTestsInFile', fileUri(name));
const inFile = async (name) => (await tests(name)).map((it) => it.slice(2).join(' / ')).sort();
const write = (name, text) => vscode.workspace.fs.writeFile(fileUri(name), Buffer.from(text));

module.exports = {
  async 'the tests of an open file are there: requests, and below them users'() {
    await vscode.workspace.fs.createDirectory(fileUri('testing'));
    await write('testing/http-client.env.json', environment('http://127.0.0.1:9', ['boss', 'guest', 'anonymous']));
    await write('testing/shop.http', requests);
    await write('testing/rest.http', '# @expect boss=2xx *=403\nGET {{shop}}/rest\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri('testing/shop.http')));
    const all = ['Orders', 'Orders / boss', 'Orders / guest', 'Orders / anonymous'];
    const more = ['Reports', 'Reports / boss', 'Reports / guest', 'Reports / anonymous'];
    const found = await until(
      'tests',
      () => inFile('testing/shop.http'),
      (it) => it.length === 9,
    );
    assert.deepEqual(found, ['', ...all, ...more].sort());
    assert.deepEqual(await vscode.commands.executeCommand('vscode.testing.getControllersWithTests'), ['why401']);
  },

  async 'an edit, another user, a new file and one that is gone change the tests'() {
    const document = await vscode.workspace.openTextDocument(fileUri('testing/shop.http'));
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf(' guest=403');
    edit.delete(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 10)));
    await vscode.workspace.applyEdit(edit);
    await until(
      'without the user',
      () => inFile('testing/shop.http'),
      (it) => it.length === 8 && !it.includes('Orders / guest'),
    );
    await vscode.commands.executeCommand('undo');
    await document.save();
    await write(
      'testing/http-client.env.json',
      environment('http://127.0.0.1:9', ['boss', 'guest', 'anonymous', 'clerk']),
    );
    // Looks through the folder, and follows it from now on.
    await vscode.commands.executeCommand('testing.refreshTests');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri('testing/rest.http')));
    await until(
      'the new user, for whom * stands',
      () => inFile('testing/rest.http'),
      (it) => it.includes('GET {{shop}}/rest / clerk'),
    );
    await write('testing/other.http', '# @expect boss=2xx\nGET {{shop}}/other\n');
    await until(
      'the new file',
      () => inFile('testing/other.http'),
      (it) => 0 < it.length,
    );
    await vscode.workspace.fs.delete(fileUri('testing/other.http'));
    await until(
      'the file that is gone',
      () => inFile('testing/other.http'),
      (it) => it.length === 0,
    );
  },

  async 'running sends each request as each user, and again what failed alone'() {
    const rules = { boss: 200, guest: 200 };
    const server = await shop(rules);
    try {
      await write('testing/http-client.env.json', environment(server.origin, ['boss', 'guest', 'anonymous']));
      await until(
        'the users',
        () => inFile('testing/shop.http'),
        (it) => it.length === 9,
      );
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri('testing/shop.http')));
      const all = await server.during(() => vscode.commands.executeCommand('testing.runCurrentFile'));
      const of = (path) => ['anonymous', 'boss', 'guest'].map((it) => `GET ${path} ${it}`);
      assert.deepEqual(all, [...of('/orders'), ...of('/reports')]);
      // The guest was let in twice, where they are not to be.
      const again = await server.during(() => vscode.commands.executeCommand('testing.reRunFailTests'));
      assert.deepEqual(again, ['GET /orders guest', 'GET /reports guest']);
      rules.guest = 403;
      await vscode.commands.executeCommand('testing.reRunFailTests');
      const none = await server.during(() => vscode.commands.executeCommand('testing.reRunFailTests'));
      assert.deepEqual(none, []);
    } finally {
      server.close();
    }
  },

  async 'a thousand requests are listed soon'({ note }) {
    const request = (at) => `### Request ${at}\n# @expect boss=2xx guest=403 anonymous=401\nGET {{shop}}/${at}\n\n`;
    await write('testing/large.http', Array.from({ length: 1000 }, (_, at) => request(at)).join(''));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri('testing/large.http')));
    const from = performance.now();
    await until(
      'tests',
      () => tests('testing/large.http'),
      (it) => it.length === 4001,
    );
    note(`1,000 requests of 3 users: in the list ${Math.round(performance.now() - from)} ms after the file opened`);
    await vscode.workspace.fs.delete(fileUri('testing/large.http'));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  },
};
