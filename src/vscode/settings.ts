import * as vscode from 'vscode';
import type { SendSettings } from '../send/outcome.ts';

/** Every setting under `why401.`. */
export interface Settings {
  readonly 'codeLens.enabled': boolean;
  readonly 'inlayHints.enabled': boolean;
  readonly 'diagnostics.unresolvedVariables': boolean;
  readonly 'diagnostics.refusals': boolean;
  readonly 'hover.allFiles': boolean;
  readonly 'sidebar.reveal': 'always' | 'refused' | 'never';
  /** Seconds. */
  readonly 'send.timeout': number;
  readonly 'send.followRedirects': boolean;
  readonly 'send.rememberCookies': boolean;
  readonly 'send.proxy': string;
  readonly 'send.clientCertificates': Readonly<Record<string, ClientCertificate>>;
  readonly 'send.certificateAuthorities': readonly string[];
  readonly 'send.insecureHosts': readonly string[];
}

/** Absolute paths of PEM or PKCS #12 files. */
export interface ClientCertificate {
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: string;
}

/** package.json says the same: the contract test compares. */
export const defaults: Settings = {
  'codeLens.enabled': true,
  'inlayHints.enabled': true,
  'diagnostics.unresolvedVariables': true,
  'diagnostics.refusals': true,
  'hover.allFiles': false,
  'sidebar.reveal': 'always',
  'send.timeout': 30,
  'send.followRedirects': true,
  'send.rememberCookies': true,
  'send.proxy': '',
  'send.clientCertificates': {},
  'send.certificateAuthorities': [],
  'send.insecureHosts': [],
};

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
