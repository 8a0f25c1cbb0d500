import * as vscode from 'vscode';
import type { SendSettings } from '../send/outcome.ts';
import { type SettingName, type Settings, settingDefaults } from './contributions.ts';

/** The setting as it stands for a resource. */
export function setting<K extends SettingName>(name: K, scope?: vscode.ConfigurationScope): Settings[K] {
  return vscode.workspace.getConfiguration('why401', scope).get(name, settingDefaults[name]);
}

/** How to reach the network: our settings, and the editor's own proxy where ours is empty. */
export function sendSettings(scope: vscode.ConfigurationScope): SendSettings {
  const proxy = setting('send.proxy', scope) || vscode.workspace.getConfiguration('http').get('proxy', '');
  const requestId = setting('send.requestId', scope);
  return {
    timeoutMs: setting('send.timeout', scope) * 1000,
    followRedirects: setting('send.followRedirects', scope),
    rememberCookies: setting('send.rememberCookies', scope),
    ...(requestId === 'none' ? {} : { requestId }),
    ...(proxy ? { proxy } : {}),
    clientCertificates: setting('send.clientCertificates', scope),
    certificateAuthorities: setting('send.certificateAuthorities', scope),
    insecureHosts: setting('send.insecureHosts', scope),
  };
}
