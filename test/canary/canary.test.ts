import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { mayRepeat } from '../../src/core/auth/renewal.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { Secret } from '../../src/core/secret.ts';
import { renewAndRetry, renewalFor, runRequest } from '../../src/run/index.ts';
import type { RunHost, RunOutcome, RunTarget } from '../../src/run/run.ts';
import { openShell, type Shell, type World } from '../run/tokenWorld.ts';
import { settings } from '../send/loopback.ts';
import { type Canaries, type Kind, plantCanaries } from './canaries.ts';
import { badManners, type CanaryWorld, type Manner, startCanaryWorld } from './canaryWorld.ts';
import { type Flow, flowsOf } from './flows.ts';
import { shownBy, shownOfSessions } from './shownBy.ts';

/**
 * Secrets are planted in every field that one can be in, flows run against servers that work and that fail, repeating
 * what they were sent; nothing that a person, a log or a clipboard gets may give one away.
 */

const kinds: readonly Kind[] = ['made', 'words'];
const signal = new AbortController().signal;

for (const kind of kinds) {
  for (const { name } of flowsOf(plantCanaries(kind))) {
    test(`no secret is shown (${kind}): ${name}`, async (t) => {
      const canaries = plantCanaries(kind);
      const flow = flowsOf(canaries).find((it) => it.name === name);
      assert.ok(flow);
      const world = await startCanaryWorld(t, canaries);
      const leaks = new Set<string>();
      for (const manner of mannersOf(name, kind)) {
        for (const [of, set] of places(world, manner)) {
          set();
          for (const leak of await leaksOf(t, flow, world, canaries)) leaks.add(`${of} answers ${manner}: ${leak}`);
        }
      }
      assert.deepEqual([...leaks], []);
      assert.ok(
        world.came.some((it) => it.endsWith('/api/me')),
        'the API was reached',
      );
    });
  }
}

/** Waiting takes its time: for a server that is silent, or between two questions about a device's code. */
function mannersOf(flow: string, kind: Kind): readonly Manner[] {
  if (flow === 'device code') return kind === 'made' ? ['an error that repeats what was sent'] : ['well'];
  return ['well', ...(flow === 'secret in the header' && kind === 'made' ? ['silence' as const] : []), ...badManners];
}

/** Where an answer of one manner may stand: at the token endpoint; at the API, once or for good. */
function places(world: CanaryWorld, manner: Manner): [string, () => void][] {
  const set = (token: Manner, api: Manner, apiRefusals: number) => () =>
    Object.assign(world, { token, api, apiRefusals });
  return [
    ['the token endpoint', set(manner, 'well', 0)],
    ['the API once', set('well', manner, 1)],
    ['the API', set('well', manner, 1000)],
  ];
}

async function leaksOf(t: TestContext, flow: Flow, world: CanaryWorld, canaries: Canaries): Promise<string[]> {
  const said: string[] = [];
  const shell = await openShell(
    t,
    { origin: world.origin, now: 1_795_000_000_000 } as World,
    flow.auth,
    hostOf(world, canaries, said),
  );
  const target = shell.target(flow.text);
  if (flow.hidden)
    await writeFile(join(dirname(target.path), 'http-client.private.env.json'), JSON.stringify({ dev: flow.hidden }));
  const found: string[] = [];
  // The second time there is something kept, and the third time it has ended.
  for (const later of [0, 0, 3_590_000]) {
    const now = shell.host.now() + later;
    const outcome = await sendWithRetry({ ...shell, host: { ...shell.host, now: () => now } }, target);
    for (const [where, text] of await shownBy(outcome, target, now))
      for (const it of canaries.foundIn(text)) found.push(`${where} gives away the ${it}`);
    const sessions = await shell.sessions.list();
    for (const it of sessions)
      if (it.kind === 'tokens' && it.tokens.dpopKey)
        canaries.learn('DPoP key', String(JSON.parse(it.tokens.dpopKey.reveal()).d));
    for (const [where, text] of shownOfSessions(sessions, now))
      for (const it of canaries.foundIn(text)) found.push(`${where} gives away the ${it}`);
  }
  for (const it of said)
    for (const leak of canaries.foundIn(it)) found.push(`the question ${it} gives away the ${leak}`);
  return found;
}

async function sendWithRetry(shell: Shell, target: RunTarget): Promise<RunOutcome> {
  const first = await runRequest(target, shell.memory, shell.host, signal);
  if (first.kind !== 'answered') return first;
  const report = explainRefusals([first.exchange], shell.host.now(), { known: first.secrets })[0]?.report;
  const plan = report && renewalFor(first, report, target);
  if (!plan || !mayRepeat(plan.renewal, 'auto', first.exchange)) return first;
  return renewAndRetry(target, first, plan, shell.memory, shell.host, signal);
}

/** A person who agrees to everything, at a browser that signs in at once. */
function hostOf(world: CanaryWorld, canaries: Canaries, said: string[]): Partial<RunHost> {
  const confirm = async (question: string) => {
    said.push(question);
    return true;
  };
  return {
    settings: { ...settings, timeoutMs: 250 },
    confirm,
    account: async () => ({ token: new Secret(canaries.plant('account token')) }),
    signIn: {
      confirm,
      async openBrowser(url) {
        const asked = world.asked(new URL(url).searchParams);
        const back = new URL(asked.get('redirect_uri') ?? '');
        const state = asked.get('state') ?? '';
        back.search = new URLSearchParams({ code: canaries.plant('authorization code'), state }).toString();
        await fetch(back);
        return true;
      },
      async showDeviceCode({ done: _, ...code }) {
        said.push(JSON.stringify(code));
      },
    },
  };
}
