/** Something to tell the person as it is; anything else that is thrown is a bug and goes into the log. */
export class UserError extends Error {
  readonly actions: readonly UserAction[];

  constructor(message: string, actions: readonly UserAction[] = []) {
    super(withoutLinks(message));
    this.actions = actions;
  }
}

/** A button under the message, and the command that it runs. */
export interface UserAction {
  readonly title: string;
  readonly command: string;
}

/**
 * The editor's messages read `[label](command:…)` as a link that runs a command. What a message quotes is theirs:
 * nothing in it may become one.
 */
export function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}
