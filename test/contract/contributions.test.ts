import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands, settingDefaults, views } from '../../src/vscode/contributions.ts';
import { read, root, sourceFiles } from './sources.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly languages: readonly { readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string }[];
  };
}

interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const manifest: Manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;
const ids: readonly string[] = Object.values(commands);

test('package.json declares each command, and no other', () => {
  assert.deepEqual(contributes.commands.map((it) => it.command).sort(), [...ids].sort());
});

test('each command has a title in capitals and the category Why401', () => {
  for (const { command, title, category } of contributes.commands) {
    assert.equal(category, 'Why401', command);
    assert.match(title, /^[A-Z][^.:!]*$/, command);
  }
});

test('each command has its file, and the file registers it', () => {
  for (const name of Object.keys(commands)) {
    const path = `src/vscode/commands/${name}.ts`;
    assert.ok(existsSync(join(root, path)), path);
    assert.ok(read(path).includes(`registerCommand(app, commands.${name},`), `${path} does not register ${name}`);
  }
});

test('extension.ts lists every feature and command', () => {
  const list = read('src/vscode/extension.ts');
  for (const path of [...sourceFiles('src/vscode/features'), ...sourceFiles('src/vscode/commands')]) {
    for (const [, name] of read(path).matchAll(/^export function (register\w+)\(/gm)) {
      assert.ok(list.includes(`  ${name},`), `${path}: ${name} is not in the list`);
    }
  }
});

test('menus and keys name commands that exist', () => {
  const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map((it) => it.command);
  for (const command of named) assert.ok(ids.includes(command), command);
});

test('no key is one of REST Client or httpYac, and each says when', () => {
  const taken = ['r', 'e', 'h', 'c', 'm', 'l', 'k', 'g', 'n'].map((it) => `ctrl+alt+${it}`);
  for (const { command, key, when } of contributes.keybindings) {
    assert.ok(!taken.includes(key), `${command}: ${key}`);
    assert.ok(when, command);
  }
});

test('settings in package.json are those of the type, with their defaults and a description', () => {
  const declared = contributes.configuration.properties;
  const names = Object.keys(settingDefaults).map((it) => `why401.${it}`);
  assert.deepEqual(Object.keys(declared).sort(), names.sort());
  for (const [name, fallback] of Object.entries(settingDefaults)) {
    const setting = declared[`why401.${name}`];
    assert.deepEqual(setting?.default, fallback, name);
    assert.match(setting?.markdownDescription ?? setting?.description ?? '', /^[A-Z`][\s\S]*\.$/, name);
  }
});

test('what files of a folder say of its APIs is not taken from an untrusted folder', () => {
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('why401.signs'));
});

test('programs and servers that print logs are not taken from an untrusted folder', () => {
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('why401.logs'));
});

test('settings that reach the network are not taken from an untrusted folder', () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  for (const name of ['proxy', 'clientCertificates', 'certificateAuthorities', 'insecureHosts']) {
    assert.ok(restricted.includes(`why401.send.${name}`), name);
  }
  for (const name of restricted) assert.ok(name in contributes.configuration.properties, name);
});

test('views have ids that the code knows, and icons that exist', () => {
  const declared = Object.values(contributes.views).flat();
  assert.deepEqual(
    declared.map((it) => it.id),
    Object.values(views),
  );
  const icons = [...declared, ...contributes.viewsContainers.activitybar].map((it) => it.icon);
  for (const path of [...icons, manifest.icon]) assert.ok(existsSync(join(root, path)), path);
});

test('files that package.json points at exist', () => {
  for (const it of contributes.languages) assert.ok(existsSync(join(root, it.configuration)), it.configuration);
  for (const it of contributes.grammars) assert.ok(existsSync(join(root, it.path)), it.path);
});

test('nothing but an .http file, a view or a command wakes the extension', () => {
  assert.deepEqual(manifest.activationEvents, ['onLanguage:http']);
});

test('the README names every command, setting and key', () => {
  const readme = read('README.md');
  for (const { title } of contributes.commands) assert.ok(readme.includes(title), title);
  for (const name of Object.keys(contributes.configuration.properties)) assert.ok(readme.includes(`\`${name}\``), name);
  for (const { key } of contributes.keybindings) assert.ok(readme.toLowerCase().includes(`\`${key}\``), key);
});
