/** Something to tell the person as it is; anything else that is thrown is a bug and goes into the log. */
export class UserError extends Error {
  readonly actions: readonly UserAction[];

  constructor(message: string, actions: readonly UserAction[] = []) {
    super(withoutLinks(message));
    this.name = 'UserError';
    this.actions = actions;
  }
}

/** Of whichever bundle: each has a class of its own. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && 'actions' in error;
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
