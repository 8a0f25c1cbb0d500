/**
 * Whether a path leads to another computer: a share of Windows (`\\server\share`, `//server/share`), which is signed in to
 * by merely looking at it. Elsewhere no path does so by its form.
 */
export function leadsToOtherComputer(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'win32' && /^[\\/]{2}(?![?.][\\/][A-Za-z]:)/.test(path);
}
