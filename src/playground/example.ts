import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signedDownload } from './api.ts';
import { audience } from './issuer/audiences.ts';
import { people } from './people.ts';
import type { Playground } from './playground.ts';
import { exampleSignIns } from './signIns.ts';

const hour = 3600;

/**
 * Lays the example workspace: the `.http` files of `templates`, the rules that say what the playground's own codes
 * mean, and env files that point at the running playground.
 * The private env file holds tokens of the playground's own issuer, each good or wrong in one known way.
 * @returns the path of the `.http` file to open first.
 */
export async function writeExample(directory: string, playground: Playground, templates: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (const name of await readdir(templates)) {
    if (name.endsWith('.http') || name === 'why401.signs.json')
      await copyFile(join(templates, name), join(directory, name));
  }
  const write = (name: string, content: unknown, mode: number) =>
    writeFile(join(directory, name), `${JSON.stringify(content, null, 2)}\n`, { mode });
  await write('http-client.env.json', publicEnvironment(playground.origin), 0o644);
  await write('http-client.private.env.json', { playground: await privateEnvironment(playground) }, 0o600);
  return join(directory, 'refusals.http');
}

function publicEnvironment(origin: string): unknown {
  return {
    playground: {
      api: origin,
      clientId: 'example-app',
      token: '{{viewerToken}}',
      expiredLink: signedDownload(Math.floor(Date.now() / 1000) - 2 * 24 * hour),
      Security: { Auth: exampleSignIns() },
    },
    $users: {
      admin: { token: '{{adminToken}}' },
      editor: { token: '{{editorToken}}' },
      viewer: { token: '{{viewerToken}}' },
      auditor: { token: '{{auditorToken}}' },
      support: { token: '{{supportToken}}' },
      anonymous: {},
      expired: { token: '{{expiredToken}}' },
    },
  };
}

async function privateEnvironment({ issuer, origin }: Playground): Promise<Record<string, string>> {
  const vic = { subject: 'vic', roles: ['viewer'], scopes: ['profile'] };
  const mint = issuer.mint;
  const ofPerson = (subject: string) => {
    const { roles = [], scopes = [] } = people.find((it) => it.name === subject) ?? {};
    return mint({ subject, roles, scopes, expiresIn: 8 * hour });
  };
  const revokedToken = await mint({ ...vic, expiresIn: hour });
  issuer.revoke(revokedToken);
  return {
    clientSecret: 'example-app-secret-1',
    shortSecret: 'short-lived-secret-1',
    apiKey: 'pk_playground_3f9c21d7a8',
    adminToken: await ofPerson('ada'),
    editorToken: await ofPerson('edda'),
    viewerToken: await ofPerson('vic'),
    auditorToken: await ofPerson('otto'),
    supportToken: await ofPerson('sam'),
    expiredToken: await mint({ ...vic, issuedIn: -4 * hour, expiresIn: -3 * hour }),
    futureToken: await mint({ ...vic, validIn: hour, expiresIn: 2 * hour }),
    foreignToken: await mint({ ...vic, foreignKey: true, expiresIn: hour }),
    otherApiToken: await mint({ ...vic, audience: audience.replace('api', 'billing'), expiresIn: hour }),
    stagingToken: await mint({
      ...vic,
      issuer: origin.replace('127.0.0.1', 'staging.playground.test'),
      expiresIn: hour,
    }),
    idToken: await mint({ ...vic, use: 'id', audience, expiresIn: hour }),
    revokedToken,
  };
}
