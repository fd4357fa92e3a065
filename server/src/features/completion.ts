import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { completeAttributes } from './completion/attributes.ts';
import { readContext } from './completion/context.ts';
import { completeFiles, completeManifest } from './completion/files.ts';
import { completeIds } from './completion/ids.ts';
import { completeLabels } from './completion/labels.ts';
import type { Suggestions } from './completion/suggestion.ts';

/**
 * What could be written at an offset, told from the text of the line alone, so that it works while everything after the
 * cursor is still missing.
 */
export function complete(book: Handbook, uri: Uri, offset: number): Suggestions | undefined {
  const document = book.document(uri);
  if (!document) return undefined;
  const chapter = book.chapter(uri);
  if (!chapter) return completeManifest(book, document, offset);
  const context = readContext(chapter, offset);
  switch (context?.kind) {
    case 'crosslink':
      return completeIds(book, chapter, context);
    case 'resource':
    case 'link-path':
      return completeFiles(book, chapter, context);
    case 'attribute-key':
    case 'attribute-value':
    case 'directive':
    case 'suppression':
      return completeAttributes(book, chapter, context);
    case 'note':
    case 'reference':
      return completeLabels(book, context);
    default:
      return undefined;
  }
}
