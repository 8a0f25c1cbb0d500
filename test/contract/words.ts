/** Verbs that the title of a fix may begin with. A fix says what to do: add the verb here when it is a new one. */
export const imperatives: ReadonlySet<string> = new Set(
  `Accept Activate Add Allow Answer Approve Ask Assign Authorize Call Change Check Choose Clear Compare Complete Configure
  Confirm Contact Copy Correct Create Decode Deploy Disable Drop Edit Enable Encode Enter Find Follow Get Give Grant Have Increase Install Invite Issue
  Join Keep Leave Let Link List Load Log Look Make Map Match Move Name Open Pass Percent Point Present Prove Put Raise Read Reconnect Redo
  Reduce Refresh Register Reload Remove Rename Renew Repeat Replace Request Reset Restart Run Save See Select Send Serve Set Show
  Sign Slow Spell Start Stop Switch Sync Take Tell Trust Try Turn Unblock Unlock Update Upload Use Verify Wait Write`
    .split(/\s+/)
    .filter((it) => it !== ''),
);
