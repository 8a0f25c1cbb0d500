// In a trusted window, with the playground's example open.
const {
  assert,
  ask,
  diagnostics,
  fileUri,
  hover,
  jwt,
  lensesOn,
  open,
  requestLine,
  send,
  until,
  write,
} = require('./editor.cjs');

const Module = require('node:module');

const seconds = () => Math.floor(Date.now() / 1000);
const expired = () => jwt({ sub: 'vic', iss: 'https://issuer.test', exp: seconds() - 3 * 3600 });

/** Processor time of this thread so far, in milliseconds: unlike the clock, it does not count what else the machine does. */
function cpu() {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

/** What the editor itself counts as activation: loading the main file, and the call of `activate`. In milliseconds. */
async function activationOf(extension) {
  const main = require('node:path').join(extension.extensionPath, extension.packageJSON.main);
  const took = { load: Number.NaN, call: Number.NaN, cpu: 0 };
  const load = Module._load;
  Module._load = function (request, ...rest) {
    if (request !== main) return load.call(this, request, ...rest);
    const [from, before] = [performance.now(), cpu()];
    const loaded = load.call(this, request, ...rest);
    took.load = performance.now() - from;
    took.cpu += cpu() - before;
    return { ...loaded, activate: (context) => timed(() => loaded.activate(context)) };
  };
  function timed(activate) {
    const [from, before] = [performance.now(), cpu()];
    const result = activate();
    took.call = performance.now() - from;
    took.cpu += cpu() - before;
    return result;
  }
  try {
    await extension.activate();
  } finally {
    Module._load = load;
  }
  return took;
}

module.exports = {
  async 'activation takes at most 30 ms'({ vscode, note }) {
    const extension = vscode.extensions.getExtension('why401.why401');
    assert.ok(extension, 'the extension is not installed');
    assert.equal(extension.isActive, false, 'it was active before anything of it was used');
    const took = await activationOf(extension);
    const whole = took.load + took.call;
    note(
      `activation: ${whole.toFixed(1)} ms (load ${took.load.toFixed(1)}, activate ${took.call.toFixed(1)}; processor ${took.cpu.toFixed(1)})`,
    );
    assert.ok(Math.min(whole, took.cpu) <= 30, JSON.stringify(took));
  },

  async 'every command is there'({ vscode }) {
    const declared = vscode.extensions.getExtension('why401.why401').packageJSON.contributes.commands;
    const known = await vscode.commands.getCommands(true);
    for (const { command } of declared) assert.ok(known.includes(command), command);
  },

  async 'an .http file has an outline, folds and a Send above each request'() {
    const document = await open('refusals.http');
    assert.equal(document.languageId, 'http');
    const symbols = await ask('DocumentSymbolProvider', document.uri);
    const requests = document.getText().match(/^### /gm).length;
    assert.equal(symbols.length, requests);
    assert.ok(symbols.some((it) => it.name === 'expired'));
    const folds = await ask('FoldingRangeProvider', document.uri);
    assert.ok(requests <= folds.length, `${folds.length} folds`);
    const lenses = await ask('CodeLensProvider', document.uri, 200);
    assert.equal(lenses.filter((it) => it.command.title === '$(play) Send').length, requests);
  },

  async 'a .rest file is read as an .http file'({ vscode }) {
    await vscode.workspace.fs.writeFile(fileUri('a.rest'), Buffer.from('GET https://api.test/\n'));
    const document = await open('a.rest');
    assert.equal(document.languageId, 'http');
    const lenses = await lensesOn(document, 0);
    assert.ok(lenses.some((it) => it.title === '$(play) Send'));
  },

  async 'a file of ten thousand lines: a keystroke is followed by fresh marks'({ vscode, note }) {
    const request = (at) => `### Request ${at}\nGET https://api.test/${at}?q={{q${at % 3}}}\nAccept: */*\n\n`;
    const document = await write(Array.from({ length: 2500 }, (_, at) => request(at)).join(''));
    await until(
      'marks',
      () => diagnostics(document),
      (it) => it.length === 500,
    );
    const from = performance.now();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().indexOf('{{q0}}') + 2), 'x');
    await vscode.workspace.applyEdit(edit);
    await until(
      'the new mark',
      () => diagnostics(document),
      (it) => it.some((mark) => mark.message.includes('xq0')),
    );
    note(`10,000 lines: marks ${Math.round(performance.now() - from)} ms after a keystroke, 120 of them a pause`);
  },

  async 'a variable without a value is marked until an environment has it'({ vscode }) {
    const document = await open('refusals.http');
    const marks = await until(
      'marks',
      () => diagnostics(document),
      (it) => it.some((mark) => mark.code === 'unresolved-variable'),
    );
    assert.match(marks[0].message, /api/);
    await vscode.commands.executeCommand('why401.selectEnvironment', 'playground');
    await until(
      'no marks',
      () => diagnostics(document),
      (it) => !it.some((mark) => mark.code === 'unresolved-variable'),
    );
  },

  async 'of the example, what will be refused is marked before it is sent, and nothing else'() {
    const document = await open('refusals.http');
    const marks = await until(
      'marks',
      () => diagnostics(document).toSorted((a, b) => a.range.start.line - b.range.start.line),
      (it) => it.length === 4,
    );
    const lines = [
      'The token has expired',
      'The token is not valid yet',
      'An ID token in place of an access token',
      'Bearer, twice',
    ];
    assert.deepEqual(
      marks.map((it) => [it.range.start.line, it.code]),
      ['token-expired', 'token-not-yet-valid', 'token-wrong-type', 'scheme-doubled'].map((code, at) => [
        requestLine(document, lines[at]) + 1,
        code,
      ]),
    );
    const other = await open('sign-in.http');
    await new Promise((done) => setTimeout(done, 500));
    assert.deepEqual(diagnostics(other), []);
  },

  async 'a variable shows value and origin, and no secret'() {
    const document = await open('refusals.http');
    const api = await hover(document, '{{api}}', 3);
    assert.match(api, /127\.0\.0\.1/);
    assert.match(api, /http-client\.env\.json/);
    const token = await hover(document, '{{expiredToken}}', 3);
    assert.match(token, /http-client\.private\.env\.json/);
    assert.match(token, /3 hours ago/);
    assert.doesNotMatch(token, /eyJ[\w-]{20}/);
  },

  async 'a definition leads into the environment file'() {
    const document = await open('refusals.http');
    const at = document.positionAt(document.getText().indexOf('{{api}}') + 3);
    const [found] = await ask('DefinitionProvider', document.uri, at);
    const { fsPath } = found.uri ?? found.targetUri;
    assert.equal(fsPath, fileUri('http-client.env.json').fsPath);
  },

  async 'Send in the lens: verdict in the lens, hover, mark with a way to the header'() {
    const document = await open('refusals.http');
    const line = await send(document, 'The token has expired');
    const titles = (await lensesOn(document, line)).map((it) => it.title);
    assert.ok(
      titles.some((it) => /^401 · The token has expired/.test(it)),
      titles.join(' | '),
    );
    const [mark] = await until(
      'a mark',
      () => diagnostics(document).filter((it) => it.range.start.line === line),
      (it) => it.length === 1,
    );
    assert.equal(mark.code.value, 'token-expired');
    assert.match(mark.message, /^401 · The token expired 3 hours/);
    const lines = mark.relatedInformation.map((it) => it.location.range.start.line);
    assert.ok(lines.includes(line + 1), `related lines ${lines}, header on ${line + 1}`);
    const text = await hover(document, 'GET {{api}}/me\nAuthorization: Bearer {{expiredToken}}', 1);
    assert.match(text, /The token expired/);
    assert.match(text, /What to do/);
    assert.doesNotMatch(text, /eyJ[\w-]{20}/);
  },

  async 'a success leaves no mark'() {
    const document = await open('refusals.http');
    const line = await send(document, 'Signed in: this one works');
    const titles = (await lensesOn(document, line)).map((it) => it.title);
    assert.ok(
      titles.some((it) => /^200 /.test(it)),
      titles.join(' | '),
    );
    assert.equal(diagnostics(document).filter((it) => it.range.start.line === line).length, 0);
  },

  async 'the explanation is copied as Markdown without secrets'({ vscode }) {
    const document = await open('refusals.http');
    await send(document, 'Basic, where Bearer is wanted');
    await vscode.commands.executeCommand('why401.copyExplanation');
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^\*\*401/);
    assert.doesNotMatch(copied, /dmljOnZpZXctb25seQ|view-only/);
  },

  async 'a fix that edits the text is offered, changes it and takes the mark away'({ vscode, note }) {
    const document = await open('refusals.http');
    const tried = [];
    for (const title of [
      'Bearer, twice',
      'Basic, where Bearer is wanted',
      'A proof of possession is wanted',
      'Nothing sent',
      'The API key is not known',
    ]) {
      const line = await send(document, title);
      await until(
        'a mark',
        () => diagnostics(document),
        (it) => it.some((mark) => mark.range.start.line === line),
      );
      const actions = await ask('CodeActionProvider', document.uri, document.lineAt(line).range);
      const edits = actions.filter((it) => it.edit);
      tried.push(`${title}: ${actions.map((it) => it.title).join(', ')}`);
      if (edits.length === 0) continue;
      note(`fixed by a quick fix: ${edits[0].title}`);
      const before = document.getText();
      assert.ok(await vscode.workspace.applyEdit(edits[0].edit));
      assert.notEqual(document.getText(), before);
      await until(
        'no mark',
        () => diagnostics(document),
        (it) => !it.some((mark) => mark.range.start.line === line),
      );
      await vscode.commands.executeCommand('workbench.action.files.revert');
      return;
    }
    assert.fail(`no fix that edits: ${tried.join('; ')}`);
  },

  async 'a request that refers to a login sends the login first'() {
    const document = await open('sign-in.http');
    const line = await send(document, 'Who am I');
    const titles = (await lensesOn(document, line)).map((it) => it.title);
    assert.ok(
      titles.some((it) => /^200 /.test(it)),
      titles.join(' | '),
    );
    const at = document.positionAt(document.getText().indexOf('{{login.response') + 4);
    const [found] = await ask('DefinitionProvider', document.uri, at);
    const range = found.range ?? found.targetRange;
    assert.match(document.lineAt(range.start.line).text, /@name login|POST/);
    const text = await hover(document, '{{login.response', 4);
    assert.match(text, /from the exchange of the request login/);
    assert.match(text, /Expires/, 'the token that the login gave is decoded');
    assert.doesNotMatch(text, /eyJ[\w-]{20}|not sent yet/);
  },

  async 'a name that nothing defines stops the send and is said'() {
    const document = await write('### Typo\n@hostname = http://127.0.0.1:9\nGET {{hostnam}}/\n');
    const [mark] = await until(
      'a mark',
      () => diagnostics(document),
      (it) => it.length === 1,
    );
    const actions = await ask('CodeActionProvider', document.uri, mark.range);
    assert.ok(
      actions.some((it) => it.title === 'Change to {{hostname}}'),
      actions.map((it) => it.title).join(', '),
    );
    const line = await send(document, 'Typo');
    const titles = (await lensesOn(document, line)).map((it) => it.title);
    assert.ok(
      titles.some((it) => /^not sent · .*hostnam/.test(it)),
      titles.join(' | '),
    );
  },

  async 'what is wrong in an environment file is marked there, and read again when it is put right'({ vscode }) {
    const write = (text) => vscode.workspace.fs.writeFile(fileUri('broken/http-client.env.json'), Buffer.from(text));
    await write('{"dev": {"host": }}');
    await vscode.workspace.fs.writeFile(fileUri('broken/a.http'), Buffer.from('GET http://{{host}}/\n'));
    const document = await open('broken/a.http');
    const marks = () => vscode.languages.getDiagnostics(fileUri('broken/http-client.env.json'));
    const [mark] = await until(
      'a mark',
      () => marks().filter((it) => it.source === 'Why401'),
      (it) => it.length === 1,
    );
    assert.equal(mark.range.start.line, 0);
    await write('{"dev": {"host": "a.test"}}');
    await until(
      'no mark',
      () => marks().filter((it) => it.source === 'Why401'),
      (it) => it.length === 0,
    );
    await vscode.commands.executeCommand('why401.selectEnvironment', 'dev');
    await until(
      'a value',
      () => hover(document, '{{host}}', 3),
      (it) => it.includes('a.test'),
    );
    await vscode.commands.executeCommand('why401.selectEnvironment', 'playground');
  },

  async 'nobody listens: the lens says so in words'() {
    const document = await write('### Closed\nGET http://127.0.0.1:9/\n');
    const line = await send(document, 'Closed');
    const titles = (await lensesOn(document, line)).map((it) => it.title);
    assert.ok(
      titles.some((it) => /^no answer · /.test(it)),
      titles.join(' | '),
    );
  },

  async 'tokens: decoded under the mouse, expiry beside them'() {
    const soon = jwt({ sub: 'vic', exp: seconds() + 12 * 60 + 10 });
    const document = await write(`GET https://api.test/me\nAuthorization: Bearer ${soon}\n`);
    const text = await hover(document, soon, 5);
    assert.match(text, /in 12 minutes/);
    assert.match(text, /vic/);
    const all = document.validateRange(new (require('vscode').Range)(0, 0, 99, 0));
    const hints = await ask('InlayHintProvider', document.uri, all);
    assert.deepEqual(
      hints.map((it) => it.label),
      ['expires in 12 minutes'],
    );
  },

  async 'Basic credentials: the user, not the password'() {
    const document = await write('GET https://api.test/me\nAuthorization: Basic dmljOnZpZXctb25seQ==\n');
    const text = await hover(document, 'dmlj', 2);
    assert.match(text, /User `vic`/);
    assert.doesNotMatch(text, /view-only/);
  },

  async 'tokens in other files: only when the setting says so'({ vscode }) {
    const document = await write(`token: ${expired()}\n`, 'yaml');
    assert.equal(await hover(document, 'eyJ', 5), '');
    const settings = vscode.workspace.getConfiguration('why401');
    await settings.update('hover.allFiles', true, vscode.ConfigurationTarget.Global);
    assert.match(await hover(document, 'eyJ', 5), /3 hours ago/);
    await settings.update('hover.allFiles', undefined, vscode.ConfigurationTarget.Global);
  },

  async 'completion: methods, headers, schemes, directives, variables'() {
    const document = await write('@host = x\n\n\nGET https://api.test/{{}}\nA\nAuthorization: \n\n### next\n# @\nGE\n');
    const labels = async (line, character) => {
      const { items } = await ask(
        'CompletionItemProvider',
        document.uri,
        new (require('vscode').Position)(line, character),
      );
      const inOrder = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
      return inOrder.map((it) => it.label.label ?? it.label);
    };
    assert.ok((await labels(3, 23)).includes('host'));
    assert.ok((await labels(4, 1)).includes('Authorization'));
    assert.equal((await labels(5, 15))[0], 'Bearer', 'the commonest scheme comes first');
    assert.ok((await labels(8, 3)).includes('name'));
    assert.ok((await labels(9, 2)).includes('GET'));
  },

  async 'curl output is explained'({ vscode }) {
    const text = `> GET /me HTTP/1.1\n> Host: api.test\n> Authorization: Bearer ${expired()}\n>\n< HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Bearer error="invalid_token"\n<\n`;
    await vscode.commands.executeCommand('why401.explainText', text);
    await vscode.commands.executeCommand('why401.copyExplanation');
    assert.match(await vscode.env.clipboard.readText(), /The token expired/);
  },

  async 'a .har offers to explain its refusals, and then knows how many there are'({ vscode }) {
    const entry = (status) => ({
      request: { method: 'GET', url: `https://api.test/${status}`, headers: [] },
      response: { status, headers: [{ name: 'WWW-Authenticate', value: 'Basic realm="x"' }], content: {} },
    });
    const har = { log: { version: '1.2', entries: [entry(200), entry(401), entry(403)] } };
    await vscode.workspace.fs.writeFile(fileUri('two.har'), new TextEncoder().encode(JSON.stringify(har, null, 2)));
    const document = await open('two.har');
    const [lens] = await lensesOn(document, 0);
    assert.match(lens.title, /Explain refusals/);
    await vscode.commands.executeCommand(lens.command, ...lens.arguments);
    await until(
      'the lens knows the count',
      async () => (await lensesOn(document, 0)).map((it) => it.title).join(),
      (it) => /2 refusals: explain/.test(it),
    );
    // The palette hands over nothing: the file of the active tab is meant.
    await vscode.commands.executeCommand('why401.explainFile');
  },

  async 'a token is decoded by command without a complaint'({ vscode }) {
    await vscode.commands.executeCommand('why401.decodeToken', expired());
    await vscode.commands.executeCommand('why401.decodeToken', 'not a token');
  },

  async 'the example opens, with its environment chosen, and answers'({ vscode }) {
    await vscode.commands.executeCommand('why401.openExample');
    const { document } = vscode.window.activeTextEditor;
    assert.match(document.uri.path, /globalStorage\/why401\.why401\/example\/refusals\.http$/);
    const line = await send(document, 'Nothing sent');
    const titles = (await lensesOn(document, line)).map((it) => it.title);
    assert.ok(
      titles.some((it) => /^401 · /.test(it)),
      titles.join(' | '),
    );
  },

  async 'all of a file: each request gets its verdict'({ vscode, note }) {
    const document = await open('refusals.http');
    const from = performance.now();
    await vscode.commands.executeCommand('why401.sendAll', document.uri);
    const lenses = await ask('CodeLensProvider', document.uri, 200);
    const verdicts = lenses.filter((it) => it.command.command === 'why401.explainLast');
    const requests = lenses.filter((it) => it.command.command === 'why401.send').length;
    note(`sent ${requests} requests in ${Math.round(performance.now() - from)} ms`);
    assert.equal(verdicts.length, requests);
    assert.ok(14 <= verdicts.filter((it) => /^4\d\d · /.test(it.command.title)).length);
    assert.equal(requestLine(document, 'Nothing sent'), verdicts[1].range.start.line);
  },

  ...require('./signs.cjs'),

  async 'the editor stays quiet for bad input'({ vscode }) {
    const strange = [
      '',
      '\uFEFF',
      '### \n###\n',
      'GET',
      '{{',
      '@',
      '\u0000\u0001',
      '# @name\n\n',
      'GET {{}} HTTP/9\n: x\n',
      `${'{{a'.repeat(2000)}`,
    ];
    for (const content of strange) {
      const document = await write(content);
      const end = document.positionAt(content.length);
      await ask('DocumentSymbolProvider', document.uri);
      await ask('FoldingRangeProvider', document.uri);
      await ask('CodeLensProvider', document.uri, 50);
      await ask('HoverProvider', document.uri, end);
      await ask('CompletionItemProvider', document.uri, end);
      await ask('DefinitionProvider', document.uri, end);
      await ask('CodeActionProvider', document.uri, new vscode.Range(0, 0, 0, 0));
    }
  },

  ...require('./beforeSending.cjs'),

  ...require('./sessions.cjs'),

  ...require('./testing.cjs'),
};
