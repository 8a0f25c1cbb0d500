import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { clientForms } from '../../src/core/client/clientForms.ts';
import { clientNames } from '../../src/core/client/clientNames.ts';
import { retryCode } from '../../src/core/client/retryCode.ts';
import type { RetryRecipe } from '../../src/core/client/retryRecipe.ts';
import { root } from '../contract/sources.ts';
import { folder, load } from './writtenClients.ts';

const run = promisify(execFile);

const plain: RetryRecipe = {
  id: 'shop',
  apiOrigin: 'https://api.example',
  tokenEndpoint: 'https://id.example/oauth/token',
  clientId: 'example-app',
  authentication: 'client_secret_basic',
  grant: 'client_credentials',
  scopes: ['orders:read'],
  audience: 'urn:shop',
  resources: ['https://api.example/'],
};
const grants = ['client_credentials', 'password', 'refresh_token'] as const;
const authentications = ['client_secret_basic', 'client_secret_post', 'none'] as const;
const recipes = grants.flatMap((grant) =>
  authentications.map((authentication) => ({ ...plain, grant, authentication })),
);

const strict = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
  target: 'ES2023',
};

suite('the written code', () => {
  test('TypeScript takes it, as strict as can be, for Node and for a page', async (t) => {
    const path = await folder(t);
    for (const [name, options] of [
      ['node', { module: 'NodeNext', lib: ['ES2023'], types: ['node'] }],
      ['page', { module: 'ESNext', moduleResolution: 'Bundler', lib: ['ES2023', 'DOM'], types: [] }],
    ] as const) {
      await mkdir(join(path, name));
      await writeFile(join(path, name, 'package.json'), '{"type":"module"}');
      await writeFile(
        join(path, name, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...strict, ...options } }),
      );
      for (const recipe of recipes) {
        // A page has no environment: there the client has no secret either.
        if (name === 'page' && (recipe.authentication !== 'none' || recipe.grant === 'password')) continue;
        for (const form of ['fetch', 'axios'] as const)
          await writeFile(
            join(path, name, `${form}-${recipe.grant}-${recipe.authentication}.ts`),
            retryCode(recipe, form),
          );
      }
      const tsc = join(root, 'node_modules/.bin/tsc');
      const told = await run(tsc, ['-p', join(path, name)]).then(
        () => '',
        (error: { stdout: string }) => error.stdout,
      );
      assert.equal(told, '');
    }
  });

  test('it is laid out as a formatter would', async (t) => {
    const path = await folder(t);
    for (const recipe of recipes)
      for (const form of ['fetch', 'axios'] as const)
        await writeFile(join(path, `${form}-${recipe.grant}-${recipe.authentication}.ts`), retryCode(recipe, form));
    await writeFile(join(path, 'biome.json'), await readFile(join(root, 'biome.json')));
    const biome = join(root, 'node_modules/.bin/biome');
    const options = ['check', '--vcs-enabled=false', '--assist-enabled=false', '--error-on-warnings', '.'];
    const told = await run(biome, options, { cwd: path }).then(
      () => '',
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
    );
    assert.equal(told, '');
  });

  test('no line is longer than a screen', () => {
    for (const recipe of recipes)
      for (const form of clientForms)
        for (const line of retryCode(recipe, form).split('\n')) assert.ok(line.length <= 140, `${form}: ${line}`);
  });

  test('values of any kind come out as they went in, and nothing else runs', async (t) => {
    const hostile = 'it\'s "q" \\ `$\u007bglobalThis.hit = 1}` $\u007bx} $y ?> */ // \n\r\t\u2028\u0000</script><?php';
    const recipe: RetryRecipe = {
      ...plain,
      id: hostile,
      clientId: hostile,
      scopes: [hostile],
      audience: hostile,
      resources: [hostile],
    };
    for (const form of ['fetch', 'axios'] as const) {
      const module = await load(t, recipe, form);
      assert.equal(Object.keys(module).length, 2);
      assert.ok(!('hit' in globalThis));
      const code = retryCode(recipe, form);
      const written = /^const clientId = ('.*');$/m.exec(code)?.[1];
      assert.equal(new Function(`return ${written}`)(), hostile);
      assert.equal(new Function(`return ${/scope: ('.*'),$/m.exec(code)?.[1]}`)(), hostile);
      assert.equal(new Function(`return ${/append\('resource', ('.*')\);$/m.exec(code)?.[1]}`)(), hostile);
    }
  });
});

test('names are made of letters and digits, whatever the id is', () => {
  assert.deepEqual(clientNames('example-shop.api'), {
    pascal: 'ExampleShopApi',
    camel: 'exampleShopApi',
    upper: 'EXAMPLE_SHOP_API',
    lower: 'example_shop_api',
  });
  assert.equal(clientNames('myShop').upper, 'MY_SHOP');
  assert.equal(clientNames(undefined).pascal, 'Api');
  assert.equal(clientNames('"; drop').pascal, 'Drop');
  assert.equal(clientNames('2nd').pascal, 'Api2nd');
  assert.equal(clientNames('ключ').pascal, 'Api');
  assert.ok(clientNames('a-'.repeat(1000)).pascal.length <= 40);
});
