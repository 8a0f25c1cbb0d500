/** Something to tell the person as it is; anything else that is thrown is a bug and goes into the log. */
export class UserError extends Error {
  readonly actions: readonly UserAction[];

  constructor(message: string, actions: readonly UserAction[] = []) {
    super(message);
    this.actions = actions;
  }
}

/** A button under the message, and the command that it runs. */
export interface UserAction {
  readonly title: string;
  readonly command: string;
}
