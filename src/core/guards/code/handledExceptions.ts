import { lastName } from './code.ts';
import { everyStatement } from './pythonFacts.ts';
import type { PythonProject } from './pythonProject.ts';
import { PythonRefusals } from './pythonRefusals.ts';
import { numberOf } from './pythonStatus.ts';

/** Exceptions of the project that `@app.exception_handler(X)` or `@app.errorhandler(X)` answers with a refusal. */
export function handledExceptions(project: PythonProject): ReadonlyMap<string, number> {
  const plain = new PythonRefusals(project);
  const handled = new Map<string, number>();
  for (const [file, body] of project.files) {
    for (const stmt of everyStatement(body)) {
      if (stmt.k !== 'def') continue;
      for (const mark of stmt.def.marks) {
        if (mark.k !== 'call' || !/^(?:exception_handler|errorhandler|app_errorhandler)$/.test(lastName(mark.f) ?? ''))
          continue;
        const raised = mark.args[0]?.value;
        const name = lastName(raised);
        const status = plain.ofBody(file, stmt.def.body)[0]?.status;
        if (name !== undefined && status !== undefined && numberOf(raised) === undefined) handled.set(name, status);
      }
    }
  }
  return handled;
}
