// Rules of one's own, in the example's folder: completed, checked, taken up at once.
const { assert, ask, diagnostics, fileUri, lensesOn, open, requestLine, send, until } = require('./editor.cjs');

const vscode = require('vscode');

const file = 'why401.signs.json';
const title = 'A code that only this API has';

const put = (name, text) => vscode.workspace.fs.writeFile(fileUri(name), Buffer.from(text));
const text = async (name) => Buffer.from(await vscode.workspace.fs.readFile(fileUri(name))).toString();

async function explanation() {
  await vscode.commands.executeCommand('why401.copyExplanation');
  return vscode.env.clipboard.readText();
}

module.exports = {
  async 'own rules: the editor completes causes, each with its title'() {
    await vscode.workspace.fs.createDirectory(fileUri('.why401'));
    await put('.why401/more.json', '{"id": "a", "recognize": {"host": "a"}, "signs": [{"cause": ""}]}\n');
    const document = await open('.why401/more.json');
    const at = document.positionAt(document.getText().indexOf('"cause": "') + 10);
    const { items } = await until(
      'completion of causes',
      () => ask('CompletionItemProvider', document.uri, at),
      (it) => it.items.some((item) => JSON.stringify(item.label).includes('scope-missing')),
    );
    const scope = items.find((it) => JSON.stringify(it.label).includes('scope-missing'));
    assert.match(JSON.stringify(scope.documentation), /The token lacks a scope/);
  },

  async 'own rules: what cannot be read is marked at its place'() {
    const document = await open('.why401/more.json');
    const marks = await until(
      'the mark',
      () => diagnostics(document),
      (it) => it.length === 1,
    );
    assert.match(marks[0].message, /One of credentials-missing, .* This rule does not count\./);
    assert.equal(document.getText(marks[0].range), '""');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, marks[0].range, '"not-owner", "says": "(?=a)"');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    const [mark] = await until(
      'the other mark',
      () => diagnostics(document),
      (it) => it.length === 1 && it[0].message.includes('lookahead'),
    );
    assert.equal(document.getText(mark.range), '"(?=a)"');
    await vscode.workspace.fs.delete(document.uri);
    await until(
      'no mark, once the file is gone',
      () => diagnostics(document),
      (it) => it.length === 0,
    );
  },

  async 'own rules: they explain, and a saved change is taken up at once'() {
    const document = await open('refusals.http');
    const line = await send(document, title);
    assert.match(await explanation(), /why401\.signs\.json` says: The quarter is sealed; its ledger is for auditors/);
    const rules = await open(file);
    const start = rules.getText().indexOf('The quarter is sealed');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(rules.uri, rules.positionAt(start), 'Since Monday: ');
    await vscode.workspace.applyEdit(edit);
    assert.doesNotMatch(await explanation(), /Since Monday/);
    await rules.save();
    await until('the new words', explanation, (it) => it.includes('Since Monday: The quarter is sealed'));
    await vscode.workspace.fs.delete(fileUri(file));
    await until('no rule', explanation, (it) => !it.includes('The quarter is sealed'));
    const lenses = await lensesOn(document, line);
    assert.ok(!lenses.some((it) => it.title.includes('explicitly denies')), JSON.stringify(lenses));
    assert.equal(line, requestLine(document, title));
  },

  async 'own rules: Create Signs File writes an example once'() {
    await open('refusals.http');
    await vscode.commands.executeCommand('why401.createSigns');
    const { document } = vscode.window.activeTextEditor;
    assert.equal(document.uri.toString(), fileUri(file).toString());
    // A document of this name was open: the editor takes the new text from the disk.
    await until(
      'the example',
      () => document.getText(),
      (it) => it.includes('"id": "orders-api"'),
    );
    assert.deepEqual(diagnostics(document), []);
    await put(file, '[]\n');
    await vscode.commands.executeCommand('why401.createSigns');
    assert.equal(await text(file), '[]\n');
  },
};
