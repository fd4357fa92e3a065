import { UserError } from '../base/userError.ts';

/** Something that keeps a command from doing its work (exit code 2). */
export class CliError extends UserError {
  constructor(message: string, detail?: string) {
    super(message, detail);
    this.name = 'CliError';
  }
}
