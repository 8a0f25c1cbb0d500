import { spawn } from 'node:child_process';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median, ms, ratio } from './median.mjs';

const rounds = 7;
const size = 5_000_000_000;

/** The line of a refusal in an access log of 5 GB: one in the midst of it and the last one, whole processes, beside grep and tail. */
export async function measureLogs(root, directory) {
  const log = join(directory, 'access.log');
  const seconds = await writeLog(log);
  const figures = { midst: [], last: [], counted: [], tail: [], grep: [] };
  const cli = [process.execPath, join(root, 'dist/cli.mjs'), 'logs', log, '--for'];
  const har = {};
  for (const [name, second] of [
    ['midst', Math.floor(seconds / 2)],
    ['last', seconds - 1],
  ]) {
    har[name] = join(directory, `${name}.har`);
    await writeFile(har[name], recording(second));
  }
  const commands = {
    midst: [...cli, har.midst],
    last: [...cli, har.last],
    tail: ['sh', '-c', `tail -n 100000 ${log} | grep 'GET /items/${seconds - 1}-50 '`],
  };
  for (let i = -1; i < rounds; i++) {
    for (const [name, command] of Object.entries(commands)) {
      const took = await timed(command);
      if (0 <= i) figures[name].push(took);
    }
  }
  for (let i = 0; i < 3; i++) {
    figures.grep.push(await timed(['grep', '-F', `GET /items/${Math.floor(seconds / 2)}-50 `, log]));
    figures.counted.push(await timed([...cli, har.last, '--json']));
  }
  const of = Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, median(list)]));
  return [
    {
      what: '`why401 logs --for`, a line in the midst of a 5 GB log, whole process',
      ours: ms(of.midst),
      beside: `grep ${ms(of.grep)}: ${ratio(of.midst, of.grep)} · aim: ≤ 100 ms`,
    },
    { what: 'the last line of it', ours: ms(of.last), beside: `tail and grep, of 100,000 lines: ${ms(of.tail)}` },
    {
      what: 'the same with the number of the line (`--json`)',
      ours: ms(of.counted),
      beside: 'the log is read through to count',
    },
  ];
}

const start = Date.UTC(2026, 10, 20);

/** A hundred requests a second, every fiftieth refused. How many seconds it spans. */
async function writeLog(path) {
  const file = await open(path, 'w');
  let written = 0;
  let second = 0;
  while (written < size) {
    let block = '';
    for (let i = 0; i < 500; i++, second++) block += linesOf(second);
    const { bytesWritten } = await file.write(block);
    written += bytesWritten;
  }
  await file.close();
  return second;
}

function linesOf(second) {
  const [, day, month, year, clock] = new Date(start + second * 1000).toUTCString().split(' ');
  const time = `${day}/${month}/${year}:${clock}`;
  let lines = '';
  for (let i = 0; i < 100; i++)
    lines += `192.0.2.${i} - - [${time} +0000] "GET /items/${second}-${i} HTTP/1.1" ${i % 50 === 0 ? 401 : 200} 512 "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"\n`;
  return lines;
}

function recording(second) {
  const at = new Date(start + second * 1000);
  const request = { method: 'GET', url: `http://api.test/items/${second}-50`, headers: [] };
  const response = { status: 401, headers: [{ name: 'Date', value: at.toUTCString() }], content: { size: 0 } };
  return JSON.stringify({ log: { entries: [{ startedDateTime: at.toISOString(), time: 12, request, response }] } });
}

function timed([program, ...args]) {
  return new Promise((resolve) => {
    const before = performance.now();
    const child = spawn(program, args, { stdio: 'ignore' });
    child.on('error', () => resolve(Number.NaN));
    child.on('close', () => resolve(performance.now() - before));
  });
}
