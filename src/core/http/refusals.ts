import type { HttpFile, Problem } from './httpFile.ts';

/** The problems for which nothing of the file is sent, and the command line ends with exit code 2. */
export function refusals(file: HttpFile): readonly Problem[] {
  return file.problems.filter((it) => it.refuses);
}

/**
 * The problems to show, given the variables of the chosen environment: a path as target lacks nothing where httpYac's
 * variable `host` is defined.
 */
export function problemsToShow(file: HttpFile, isDefined: (variable: string) => boolean): readonly Problem[] {
  return isDefined('host') ? file.problems.filter((it) => it.code !== 'missing-host') : file.problems;
}
