import { importedFiles, type PythonFacts, readPythonFile } from '../code/pythonFacts.ts';
import { PythonProject } from '../code/pythonProject.ts';
import type { Framework } from '../framework.ts';
import { djangoRoutes } from './djangoRoutes.ts';

/** Django and Django REST framework: URL configurations, routers, decorators, mixins, permission classes and middleware. */
export const django: Framework<PythonFacts> = {
  id: 'django',
  reader: 'python',
  languages: ['python'],
  begins: (path, text) =>
    path.endsWith('.py') &&
    (/\burlpatterns\b/.test(text) || /^(?:ROOT_URLCONF|REST_FRAMEWORK|MIDDLEWARE)\b/m.test(text)),
  read: readPythonFile,
  leadsTo: importedFiles,
  link(files) {
    return djangoRoutes(new PythonProject(new Map([...files].map(([path, facts]) => [path, facts.body]))));
  },
};
