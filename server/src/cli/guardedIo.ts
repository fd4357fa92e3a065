import type { Io, Output } from './io.ts';

/**
 * The same with a guard before what people and runners read. On a terminal and on stderr nothing moves the cursor or
 * turns the direction of text, colours apart; in a job of GitHub's no line is taken for an order, whatever name a file
 * has. What is piped elsewhere (a diff, a text given back fixed) is left as it is. `orders` is the way for real ones.
 */
export function guarded(io: Io): Io {
  const isRunner = io.env.GITHUB_ACTIONS === 'true';
  const guard = (output: Output, isRead: boolean): Output => ({
    ...output,
    write: (text) => {
      const shown = isRead ? withoutControls(text) : text;
      return output.write(isRunner ? withoutOrders(shown) : shown);
    },
  });
  return { ...io, stdout: guard(io.stdout, io.stdout.isTerminal), stderr: guard(io.stderr, true), orders: io.stdout };
}

function withoutControls(text: string): string {
  return text.replace(unwanted, (found) => (colour.test(found) ? found : ''));
}

/** A colour's whole sequence, or one character that is not for showing. */
const unwanted =
  /\u001b\[[\d;]{1,20}m|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;
const colour = /^\u001b\[/;

/** GitHub's runner reads an order wherever a line begins with two colons, after blanks too. */
function withoutOrders(text: string): string {
  return text.replace(/^([ \t]*):(?=:)/gm, '$1: ');
}
