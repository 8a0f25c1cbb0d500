/** Looking into server logs and following them: a bundle of its own (`dist/serverLogs.cjs`), loaded when a log is first looked into. */

export { openFollow } from './followTab.ts';
export { lookInLogs } from './lookInLogs.ts';
