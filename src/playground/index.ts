export { writeExample } from './example.ts';
export { type Playground, startPlayground } from './playground.ts';
