import { importedFiles, type PythonFacts, readPythonFile } from '../code/pythonFacts.ts';
import { PythonProject } from '../code/pythonProject.ts';
import type { Framework } from '../framework.ts';
import { fastapiRoutes } from './fastapiRoutes.ts';

/** FastAPI: routers and what they are included with, dependencies down to those that refuse, security schemes and scopes. */
export const fastapi: Framework<PythonFacts> = {
  id: 'fastapi',
  reader: 'python',
  languages: ['python'],
  begins: (path, text) => path.endsWith('.py') && /\bfastapi\b/.test(text) && /\b(?:FastAPI|APIRouter)\s*\(/.test(text),
  read: readPythonFile,
  leadsTo: importedFiles,
  link(files) {
    const project = new PythonProject(new Map([...files].map(([path, facts]) => [path, facts.body])));
    return { routes: fastapiRoutes(project), remarks: [] };
  },
};
