import type { HttpFile, Problem } from './httpFile.ts';

/**
 * The problems for which nothing of the file is sent, and the command line ends with exit code 2. A path as target needs
 * a Host header, but httpYac takes the variable `host` in its place: `isDefined` tells whether an environment has it.
 */
export function refusals(file: HttpFile, isDefined: (variable: string) => boolean): readonly Problem[] {
  return file.problems.filter((it) => it.refuses && !(it.code === 'missing-host' && isDefined('host')));
}

/** The problems to show, given the variables of the chosen environment. */
export function problemsToShow(file: HttpFile, isDefined: (variable: string) => boolean): readonly Problem[] {
  return isDefined('host') ? file.problems.filter((it) => it.code !== 'missing-host') : file.problems;
}
