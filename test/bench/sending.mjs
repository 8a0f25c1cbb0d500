import { Pool } from 'undici';
import { send } from '../../src/send/send.ts';
import { ms, ratio, timed } from './median.mjs';

const count = 2000;
const atOnce = 20;

/** Many requests to one origin beside a bare undici pool. */
export async function measureSending(origin) {
  const settings = {
    timeoutMs: 10_000,
    followRedirects: true,
    rememberCookies: false,
    clientCertificates: {},
    certificateAuthorities: [],
    insecureHosts: [],
  };
  const options = { settings, signal: new AbortController().signal, now: Date.now };
  const request = { method: 'GET', url: `${origin}/fine`, headers: [{ name: 'Authorization', value: 'Bearer abc' }] };
  const pool = new Pool(origin, { connections: atOnce });
  const bare = async () => {
    const answer = await pool.request({ path: '/fine', method: 'GET', headers: { authorization: 'Bearer abc' } });
    await answer.body.text();
  };
  const theirs = await timed(3, () => many(bare));
  const ours = await timed(3, () => many(() => send(request, options)));
  await pool.close();
  return [
    {
      what: `send ${count.toLocaleString('en')} requests, ${atOnce} at once`,
      ours: ms(ours),
      beside: `bare undici pool ${ms(theirs)}: ${ratio(ours, theirs)}`,
    },
  ];
}

async function many(one) {
  let left = count;
  const worker = async () => {
    while (0 < left--) await one();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
