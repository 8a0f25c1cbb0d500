import * as vscode from 'vscode';
import type { SendSettings } from '../send/outcome.ts';

/** Every setting under `why401.` with its default. package.json says the same: the contract test compares. */
export const defaults = {
  'codeLens.enabled': true,
  'inlayHints.enabled': true,
  'diagnostics.unresolvedVariables': true,
  'diagnostics.refusals': true,
  'hover.allFiles': false,
  'sidebar.reveal': 'always' as 'always' | 'refused' | 'never',
  'send.timeout': 30,
  'send.followRedirects': true,
  'send.rememberCookies': true,
  'send.proxy': '',
  'send.clientCertificates': {} as Readonly<Record<string, ClientCertificate>>,
  'send.certificateAuthorities': [] as readonly string[],
  'send.insecureHosts': [] as readonly string[],
} as const;

/** Files by absolute path. A passphrase is asked for, never written into settings. */
export interface ClientCertificate {
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: string;
}

export type Settings = typeof defaults;
export type SettingName = keyof Settings;

/** The setting as it stands for a resource. */
export function setting<K extends SettingName>(name: K, scope?: vscode.ConfigurationScope): Settings[K] {
  return vscode.workspace.getConfiguration('why401', scope).get(name, defaults[name]);
}

/** How to reach the network: our settings, and the editor's own proxy where ours is empty. */
export function sendSettings(scope: vscode.ConfigurationScope): SendSettings {
  const proxy = setting('send.proxy', scope) || vscode.workspace.getConfiguration('http').get('proxy', '');
  return {
    timeoutMs: setting('send.timeout', scope) * 1000,
    followRedirects: setting('send.followRedirects', scope),
    rememberCookies: setting('send.rememberCookies', scope),
    ...(proxy ? { proxy } : {}),
    clientCertificates: setting('send.clientCertificates', scope),
    certificateAuthorities: setting('send.certificateAuthorities', scope),
    insecureHosts: setting('send.insecureHosts', scope),
  };
}
