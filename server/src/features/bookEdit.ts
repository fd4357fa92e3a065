import { relativePath } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Edit } from '../rules/finding.ts';

/** An edit of a book's file that a feature makes; with `doubt`, one its author should look at before it is made. */
export interface BookEdit extends Edit {
  readonly doubt?: EditDoubt;
}

/** Why an edit may not be wanted although it fits (`ChangeAnnotation`, LSP 3.16). */
export type EditDoubt = 'excluded' | 'lost' | 'unlisted' | 'leaves-book' | 'deleted-entry';

/** How a kind of doubtful edit is shown; an editor that moves or deletes files asks before it makes any edit. */
export interface DoubtText {
  readonly label: string;
  readonly description: string;
  readonly needsConfirmation: boolean;
}

export const editDoubts: Readonly<Record<EditDoubt, DoubtText>> = {
  excluded: {
    label: 'In sections left out of the book',
    description: 'The id is defined in the book, too: this definition may be another edition’s.',
    needsConfirmation: true,
  },
  lost: {
    label: 'Ids that a blank line has lost',
    description: 'The id is defined elsewhere in the book: this one may have been meant for something else.',
    needsConfirmation: true,
  },
  unlisted: {
    label: 'In files that Book.txt does not list',
    description: 'They may be drafts, or belong to another book.',
    needsConfirmation: true,
  },
  'leaves-book': {
    label: 'Drop the entry from the book',
    description: 'The file goes where the book cannot list it.',
    needsConfirmation: false,
  },
  'deleted-entry': {
    label: 'Drop the entry from the book',
    description: 'A list that names a file that is gone stops the book from being made.',
    needsConfirmation: false,
  },
};

/** The edits that stay within the book's folder; nothing else is ever written to. */
export function withinBook<E extends Edit>(book: Handbook, edits: readonly E[]): E[] {
  return edits.filter(({ uri }) => relativePath(book.root, uri) !== undefined);
}
