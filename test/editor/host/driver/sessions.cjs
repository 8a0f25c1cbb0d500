// Sessions by command, as another extension or a key would use them: begun, copied, had anew, signed out.
const { assert, open, until } = require('./editor.cjs');

const vscode = require('vscode');

const app = { id: 'app', environment: 'playground' };

async function copied() {
  await vscode.env.clipboard.writeText('nothing yet');
  await vscode.commands.executeCommand('why401.copySessionToken', app);
  return vscode.env.clipboard.readText();
}

module.exports = {
  async 'sessions: signing in with the client’s own name, by command'() {
    await open('tokens.http');
    await vscode.commands.executeCommand('why401.selectEnvironment', 'playground');
    await vscode.commands.executeCommand('why401.signIn', app);
    assert.match(await copied(), /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  },

  async 'sessions: signing in again and refreshing each bring another token'() {
    const first = await copied();
    await vscode.commands.executeCommand('why401.refreshSession', app);
    const second = await copied();
    await vscode.commands.executeCommand('why401.signInAgain', app);
    assert.equal(new Set([first, second, await copied()]).size, 3);
  },

  async 'sessions: many refreshes at once end with one session'() {
    const refreshes = Array.from({ length: 10 }, () => vscode.commands.executeCommand('why401.refreshSession', app));
    await Promise.all(refreshes);
    assert.match(await copied(), /^eyJ/);
  },

  async 'sessions: signed out, there is nothing to copy any more'() {
    await vscode.commands.executeCommand('why401.signOut', app);
    await until('the session', copied, (it) => it === 'nothing yet');
  },
};
