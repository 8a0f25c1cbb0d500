import { importedFiles, type PythonFacts, readPythonFile } from '../code/pythonFacts.ts';
import { PythonProject } from '../code/pythonProject.ts';
import type { Framework } from '../framework.ts';
import { flaskRoutes } from './flaskRoutes.ts';

/** Flask: blueprints, decorators, hooks before a request, class-based views, Flask-RESTful, and its packages for signing in. */
export const flask: Framework<PythonFacts> = {
  id: 'flask',
  reader: 'python',
  languages: ['python'],
  begins: (path, text) =>
    path.endsWith('.py') &&
    /\bflask(?:_\w+)?\b/.test(text) &&
    /\b(?:Flask|Blueprint|Namespace)\s*\(|\.route\s*\(|\bResource\b|\bMethodView\b/.test(text),
  read: readPythonFile,
  leadsTo: importedFiles,
  link(files) {
    return flaskRoutes(new PythonProject(new Map([...files].map(([path, facts]) => [path, facts.body]))));
  },
};
