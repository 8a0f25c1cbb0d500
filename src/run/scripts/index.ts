export { runAssertions } from './runAssertions.ts';
export { runScripts } from './runScripts.ts';
