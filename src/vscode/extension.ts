import type * as vscode from 'vscode';
import { type App, createApp } from './app.ts';
import { registerApplyEdit } from './commands/applyEdit.ts';
import { registerApplyFix } from './commands/applyFix.ts';
import { registerAuditGuards } from './commands/auditGuards.ts';
import { registerCancel } from './commands/cancel.ts';
import { registerClearCookies } from './commands/clearCookies.ts';
import { registerCopyBetterRefusal } from './commands/copyBetterRefusal.ts';
import { registerCopyCurl } from './commands/copyCurl.ts';
import { registerCopyExplanation } from './commands/copyExplanation.ts';
import { registerCopyRetryCode } from './commands/copyRetryCode.ts';
import { registerCopySessionToken } from './commands/copySessionToken.ts';
import { registerCreateSigns } from './commands/createSigns.ts';
import { registerDecodeToken } from './commands/decodeToken.ts';
import { registerDiscardEdit } from './commands/discardEdit.ts';
import { registerExplainFile } from './commands/explainFile.ts';
import { registerExplainLast } from './commands/explainLast.ts';
import { registerExplainText } from './commands/explainText.ts';
import { registerFollowLog } from './commands/followLog.ts';
import { registerImport } from './commands/import.ts';
import { registerLookAtGuards } from './commands/lookAtGuards.ts';
import { registerLookAtLog } from './commands/lookAtLog.ts';
import { registerMoveSecret } from './commands/moveSecret.ts';
import { registerOpenEvidence } from './commands/openEvidence.ts';
import { registerOpenExample } from './commands/openExample.ts';
import { registerProve } from './commands/prove.ts';
import { registerRefreshSession } from './commands/refreshSession.ts';
import { registerRenew } from './commands/renew.ts';
import { registerResend } from './commands/resend.ts';
import { registerRevealSessionToken } from './commands/revealSessionToken.ts';
import { registerRunMatrix } from './commands/runMatrix.ts';
import { registerSelectEnvironment } from './commands/selectEnvironment.ts';
import { registerSelectUser } from './commands/selectUser.ts';
import { registerSend } from './commands/send.ts';
import { registerSendAll } from './commands/sendAll.ts';
import { registerSendAs } from './commands/sendAs.ts';
import { registerSendAsAll } from './commands/sendAsAll.ts';
import { registerShowLog } from './commands/showLog.ts';
import { registerShowRoute } from './commands/showRoute.ts';
import { registerSignIn } from './commands/signIn.ts';
import { registerSignInAgain } from './commands/signInAgain.ts';
import { registerSignOut } from './commands/signOut.ts';
import { registerSignOutAll } from './commands/signOutAll.ts';
import { registerTeachSign } from './commands/teachSign.ts';
import { registerVerifyToken } from './commands/verifyToken.ts';
import { registerWriteExpectations } from './commands/writeExpectations.ts';
import { registerCodeActions } from './features/codeActions.ts';
import { registerCodeLens } from './features/codeLens.ts';
import { registerCompletion } from './features/completion.ts';
import { registerContextKeys } from './features/contextKeys.ts';
import { registerCurlActions } from './features/curlActions.ts';
import { registerCurlPaste } from './features/curlPaste.ts';
import { registerDefinition } from './features/definition.ts';
import { registerDiagnostics } from './features/diagnostics.ts';
import { registerEnvironmentDiagnostics } from './features/environmentDiagnostics.ts';
import { registerFolding } from './features/folding.ts';
import { registerHover } from './features/hover.ts';
import { registerInlayHints } from './features/inlayHints.ts';
import { registerLogParts } from './features/logParts.ts';
import { registerMatrixLens } from './features/matrixLens.ts';
import { registerPeers } from './features/peers.ts';
import { registerRecordingLens } from './features/recordingLens.ts';
import { registerRenewalOffer } from './features/renewalOffer.ts';
import { registerRenewedExplanations } from './features/renewedExplanations.ts';
import { registerRouteLens } from './features/routeLens.ts';
import { registerServerSide } from './features/serverSide.ts';
import { registerSessionsView } from './features/sessionsView.ts';
import { registerSidebar } from './features/sidebarView.ts';
import { registerSignDiagnostics } from './features/signDiagnostics.ts';
import { registerStatusBar } from './features/statusBar.ts';
import { registerSymbols } from './features/symbols.ts';
import { registerTestExplorer } from './features/testExplorer.ts';
import { registerUriHandler } from './features/uriHandler.ts';

/** Registers everything at once. No file is read and nothing is awaited. */
export function activate(context: vscode.ExtensionContext): void {
  const app = createApp(context);
  context.subscriptions.push(
    app,
    ...features.map((register) => register(app)),
    ...commands.map((register) => register(app)),
  );
}

type Register = (app: App) => vscode.Disposable;

const features: readonly Register[] = [
  registerCodeLens,
  registerMatrixLens,
  registerRecordingLens,
  registerDiagnostics,
  registerEnvironmentDiagnostics,
  registerSignDiagnostics,
  registerRenewedExplanations,
  registerRenewalOffer,
  registerHover,
  registerInlayHints,
  registerCodeActions,
  registerCompletion,
  registerCurlActions,
  registerCurlPaste,
  registerSymbols,
  registerFolding,
  registerDefinition,
  registerSidebar,
  registerSessionsView,
  registerTestExplorer,
  registerUriHandler,
  registerStatusBar,
  registerContextKeys,
  registerPeers,
  registerServerSide,
  registerRouteLens,
  registerLogParts,
];

const commands: readonly Register[] = [
  registerSend,
  registerSendAll,
  registerSendAs,
  registerSendAsAll,
  registerRunMatrix,
  registerWriteExpectations,
  registerResend,
  registerRenew,
  registerProve,
  registerCancel,
  registerExplainLast,
  registerExplainText,
  registerExplainFile,
  registerDecodeToken,
  registerVerifyToken,
  registerSelectEnvironment,
  registerSelectUser,
  registerApplyFix,
  registerApplyEdit,
  registerDiscardEdit,
  registerCopyExplanation,
  registerCopyBetterRefusal,
  registerCopyCurl,
  registerCopyRetryCode,
  registerClearCookies,
  registerMoveSecret,
  registerImport,
  registerOpenExample,
  registerCreateSigns,
  registerTeachSign,
  registerSignIn,
  registerSignInAgain,
  registerRefreshSession,
  registerSignOut,
  registerSignOutAll,
  registerCopySessionToken,
  registerRevealSessionToken,
  registerShowLog,
  registerLookAtLog,
  registerFollowLog,
  registerLookAtGuards,
  registerAuditGuards,
  registerShowRoute,
  registerOpenEvidence,
];
