// node guardsMemory.mjs BUNDLE FOLDER: by how many bytes a new process grows that reads the guards of a folder and keeps them.
import { GuardsThread } from '../../src/local/guards/inThread.ts';

const [bundle, project] = process.argv.slice(2);
const before = process.memoryUsage().rss;
const thread = new GuardsThread(bundle);
await thread.read(project);
console.log(process.memoryUsage().rss - before);
await thread.dispose();
