import type * as vscode from 'vscode';
import type { RetryMode } from '../core/auth/renewal.ts';
import type { SessionKey } from '../core/auth/session.ts';
import type { ClientForm } from '../core/client/clientForms.ts';
import type { RefusalForm } from '../core/print/refusalCode.ts';
import type { RequestIdHeader } from '../send/requestId.ts';
import type { RequestRef } from './requestId.ts';

/** Every command, by what it does. package.json declares the same: the contract test compares. */
export const commands = {
  send: 'why401.send',
  sendAll: 'why401.sendAll',
  sendAs: 'why401.sendAs',
  sendAsAll: 'why401.sendAsAll',
  runMatrix: 'why401.runMatrix',
  writeExpectations: 'why401.writeExpectations',
  resend: 'why401.resend',
  renew: 'why401.renew',
  prove: 'why401.prove',
  cancel: 'why401.cancel',
  explainLast: 'why401.explainLast',
  explainText: 'why401.explainText',
  explainFile: 'why401.explainFile',
  decodeToken: 'why401.decodeToken',
  verifyToken: 'why401.verifyToken',
  selectEnvironment: 'why401.selectEnvironment',
  selectUser: 'why401.selectUser',
  applyFix: 'why401.applyFix',
  applyEdit: 'why401.applyEdit',
  discardEdit: 'why401.discardEdit',
  copyExplanation: 'why401.copyExplanation',
  copyBetterRefusal: 'why401.copyBetterRefusal',
  copyCurl: 'why401.copyCurl',
  copyRetryCode: 'why401.copyRetryCode',
  clearCookies: 'why401.clearCookies',
  moveSecret: 'why401.moveSecret',
  import: 'why401.import',
  openExample: 'why401.openExample',
  createSigns: 'why401.createSigns',
  teachSign: 'why401.teachSign',
  signIn: 'why401.signIn',
  signInAgain: 'why401.signInAgain',
  refreshSession: 'why401.refreshSession',
  signOut: 'why401.signOut',
  signOutAll: 'why401.signOutAll',
  copySessionToken: 'why401.copySessionToken',
  revealSessionToken: 'why401.revealSessionToken',
  showLog: 'why401.showLog',
  lookAtLog: 'why401.lookAtLog',
  followLog: 'why401.followLog',
  lookAtGuards: 'why401.lookAtGuards',
  auditGuards: 'why401.auditGuards',
  showRoute: 'why401.showRoute',
  openEvidence: 'why401.openEvidence',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** What a code lens, a hover, the sidebar or a test may hand over; menus and keys hand over whatever they like. */
export interface CommandArguments {
  'why401.send': [ref: RequestRef];
  'why401.sendAll': [];
  'why401.sendAs': [ref: RequestRef];
  'why401.sendAsAll': [ref: RequestRef];
  'why401.runMatrix': [uri: vscode.Uri];
  'why401.writeExpectations': [uri: vscode.Uri];
  'why401.resend': [];
  'why401.renew': [ref: RequestRef];
  'why401.prove': [ref: RequestRef];
  'why401.cancel': [];
  'why401.explainLast': [ref: RequestRef];
  'why401.explainText': [text: string];
  'why401.explainFile': [uri: vscode.Uri];
  'why401.decodeToken': [token: string];
  'why401.verifyToken': [place: object];
  'why401.selectEnvironment': [name: string];
  'why401.selectUser': [name: string];
  'why401.applyFix': [choice: FixChoice];
  'why401.applyEdit': [];
  'why401.discardEdit': [];
  'why401.copyExplanation': [];
  'why401.copyBetterRefusal': [form: RefusalForm];
  'why401.copyCurl': [ref: RequestRef];
  'why401.copyRetryCode': [form: ClientForm];
  'why401.clearCookies': [];
  'why401.moveSecret': [place: SecretPlace];
  'why401.import': [uri: vscode.Uri];
  'why401.openExample': [part: 'tokens' | 'access'];
  'why401.createSigns': [];
  'why401.teachSign': [];
  'why401.signIn': [session: SessionKey];
  'why401.signInAgain': [session: SessionKey];
  'why401.refreshSession': [session: SessionKey];
  'why401.signOut': [session: SessionKey];
  'why401.signOutAll': [];
  'why401.copySessionToken': [session: SessionKey];
  'why401.revealSessionToken': [session: SessionKey];
  'why401.showLog': [];
  'why401.lookAtLog': [];
  'why401.followLog': [];
  'why401.lookAtGuards': [];
  'why401.auditGuards': [];
  'why401.showRoute': [choice: RouteChoice];
  'why401.openEvidence': [choice: EvidenceChoice];
}

/** One fix of the last answer to a request; both numbers count from 0. */
export interface FixChoice {
  readonly ref?: RequestRef;
  readonly finding: number;
  readonly fix: number;
}

/** One piece of evidence of the last answer to a request; both numbers count from 0. */
export interface EvidenceChoice {
  readonly ref?: RequestRef;
  readonly finding: number;
  readonly evidence: number;
}

/** A route by where it stands in a document. */
export interface RouteChoice {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
  readonly method: string;
  readonly path: string;
}

/** Where a secret begins in a document's text. */
export interface SecretPlace {
  readonly uri: string;
  readonly offset: number;
}

export const views = { sidebar: 'why401.sidebar', sessions: 'why401.sessions' } as const;

/** Every setting under `why401.`. */
export interface Settings {
  readonly 'codeLens.enabled': boolean;
  readonly 'inlayHints.enabled': boolean;
  readonly 'diagnostics.unresolvedVariables': boolean;
  readonly 'diagnostics.beforeSending': boolean;
  readonly 'diagnostics.refusals': boolean;
  readonly 'hover.allFiles': boolean;
  /** Files of one's own rules, relative to the workspace folder. */
  readonly signs: readonly string[];
  readonly 'sidebar.reveal': 'always' | 'refused' | 'never';
  readonly retry: RetryMode;
  /** Seconds. */
  readonly 'send.timeout': number;
  readonly 'send.followRedirects': boolean;
  readonly 'send.rememberCookies': boolean;
  readonly 'send.requestId': 'none' | RequestIdHeader;
  readonly 'send.proxy': string;
  readonly 'send.clientCertificates': Readonly<Record<string, ClientCertificate>>;
  readonly 'send.certificateAuthorities': readonly string[];
  readonly 'send.insecureHosts': readonly string[];
  /** Where servers write their logs, besides the places that are known. */
  readonly logs: readonly LogSetting[];
  readonly 'guards.enabled': boolean;
  readonly 'guards.codeLens': boolean;
}

/** A path, or one source of logs as `core/logs/config.ts` reads it; unchecked. */
export type LogSetting =
  | string
  | {
      readonly path?: string;
      readonly format?: string;
      readonly command?: readonly string[];
      readonly loki?: string | { readonly url?: string };
      readonly elasticsearch?: string | { readonly url?: string };
    };

/** Absolute paths of PEM or PKCS #12 files. */
export interface ClientCertificate {
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: string;
}

/** package.json says the same: the contract test compares. */
export const settingDefaults: Settings = {
  'codeLens.enabled': true,
  'inlayHints.enabled': true,
  'diagnostics.unresolvedVariables': true,
  'diagnostics.beforeSending': true,
  'diagnostics.refusals': true,
  'hover.allFiles': false,
  signs: ['why401.signs.json', '.why401/*.json'],
  'sidebar.reveal': 'always',
  retry: 'ask',
  'send.timeout': 30,
  'send.followRedirects': true,
  'send.rememberCookies': true,
  'send.requestId': 'none',
  'send.proxy': '',
  'send.clientCertificates': {},
  'send.certificateAuthorities': [],
  'send.insecureHosts': [],
  logs: [],
  'guards.enabled': true,
  'guards.codeLens': true,
};

export type SettingName = keyof Settings;

/** The reference that a lens or the sidebar handed over; menus hand over a URI, keys nothing. */
export function asRef(argument: unknown): RequestRef | undefined {
  if (typeof argument !== 'object' || argument === null || !('uri' in argument) || !('id' in argument))
    return undefined;
  const { uri, id } = argument;
  return typeof uri === 'string' && typeof id === 'string' ? { uri, id } : undefined;
}

/** A command for a code lens, a code action or a link. */
export function asCommand<K extends CommandId>(
  id: K,
  title: string,
  ...args: CommandArguments[K] | []
): vscode.Command {
  return { command: id, title, arguments: args };
}
