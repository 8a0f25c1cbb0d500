// Runs inside the extension host, against the real API, and writes what came of it into a file.
const { writeFileSync, renameSync } = require('node:fs');
const vscode = require('vscode');

/** Which cases to run and where to report: set by host.test.mjs. */
const { WHY401_HOST_CASES: cases, WHY401_HOST_RESULT: result } = process.env;

exports.activate = () => {
  if (!cases || !result) return;
  // What is measured is the extension, not an editor that is still busy with its own start.
  const calm = new Promise((done) => setTimeout(done, 4000));
  void calm
    .then(() => run(require(cases)))
    .then((outcome) => {
      writeFileSync(`${result}.part`, JSON.stringify(outcome));
      renameSync(`${result}.part`, result);
    });
};

/** One after another, on the same editor: a case may build on what the ones before it did. */
async function run(listed) {
  const outcome = { notes: [], cases: [] };
  const note = (it) => outcome.notes.push(it);
  for (const [name, body] of Object.entries(listed)) {
    try {
      await body({ vscode, note });
      outcome.cases.push({ name });
    } catch (error) {
      outcome.cases.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return outcome;
}
