import type { Texts } from '../base/texts.ts';
import { isWithin } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Edit } from '../rules/finding.ts';

/** An edit of a book's file that a feature makes; with `doubt`, one its author should look at before it is made. */
export interface BookEdit extends Edit {
  readonly doubt?: EditDoubt;
}

/** Why an edit may not be wanted although it fits (`ChangeAnnotation`, LSP 3.16). */
export type EditDoubt =
  | 'excluded'
  | 'lost'
  | 'unlisted'
  | 'leaves-book'
  | 'deleted-entry'
  | 'other-files'
  | 'other-books';

/** How a kind of doubtful edit is shown; an editor that moves or deletes files asks before it makes any edit. */
export interface DoubtText {
  readonly label: string;
  readonly description: string;
  readonly needsConfirmation: boolean;
}

export function editDoubts({ t }: Texts): Readonly<Record<EditDoubt, DoubtText>> {
  return {
    excluded: {
      label: t('In sections left out of the book'),
      description: t('The id is defined in the book, too: this definition may be another edition’s.'),
      needsConfirmation: true,
    },
    lost: {
      label: t('Ids that are lost'),
      description: t('The id is defined elsewhere in the book: this one may have been meant for something else.'),
      needsConfirmation: true,
    },
    unlisted: {
      label: t('In files that Book.txt does not list'),
      description: t('They may be drafts, or belong to another book.'),
      needsConfirmation: true,
    },
    'leaves-book': {
      label: t('Remove the entry from the book'),
      description: t('The file goes where the book cannot list it.'),
      needsConfirmation: false,
    },
    'deleted-entry': {
      label: t('Remove the entry from the book'),
      description: t('A list that names a file that is gone stops the book from being made.'),
      needsConfirmation: false,
    },
    'other-files': {
      label: t('A name in handbook.json that other files bear, too'),
      description: t('They are no longer ignored once the name there is changed.'),
      needsConfirmation: true,
    },
    'other-books': {
      label: t('A handbook.json that other books may use, too'),
      description: t('The folder counts from each book’s own: in another book it may still have its old name.'),
      needsConfirmation: true,
    },
  };
}

/** The edits that stay within the book's folder or in its handbook.json, which may stand above; nothing else is ever written to. */
export function withinBook<E extends Edit>(book: Handbook, edits: readonly E[]): E[] {
  return edits.filter(({ uri }) => isWithin(book.root, uri) || uri === book.config.document?.uri);
}
