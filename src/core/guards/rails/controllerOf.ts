import { camelized } from './inflect.ts';
import type { RubyClass, RubyProject } from './rubyProject.ts';

/** The controller of a path such as `api/v1/posts`. */
export function controllerOf(project: RubyProject, path: string): RubyClass | undefined {
  const name = `${camelized(path)}Controller`;
  return (
    project.named(name) ??
    project.classes.find(
      (one) => one.file.endsWith(`controllers/${path}_controller.rb`) && one.name.endsWith('Controller'),
    ) ??
    project.classes.find((one) => one.name.toLowerCase() === name.toLowerCase())
  );
}
