import type { Uri } from '../base/uri.ts';
import type { JsonSchema } from '../config/validate.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { completeAttributes } from './completion/attributes.ts';
import { readContext } from './completion/context.ts';
import { completeFiles, completeManifest } from './completion/files.ts';
import { completeIds } from './completion/ids.ts';
import { completeLabels } from './completion/labels.ts';
import { completeSections } from './completion/sections.ts';
import type { Suggestions } from './completion/suggestion.ts';
import { completeSuppression, type NamedRule } from './completion/suppressions.ts';
import { completeSettings } from './settings/complete.ts';

/** What completion is told of what is not in the book. */
export interface CompletionHelp {
  readonly rules: readonly NamedRule[];
  /** The schema of handbook.json, for a client that does not read it itself. */
  readonly schema: JsonSchema | undefined;
}

/**
 * What could be written at an offset, told from the text of the line alone, so that it works while everything after the
 * cursor is still missing.
 */
export function complete(book: Handbook, uri: Uri, offset: number, help: CompletionHelp): Suggestions | undefined {
  const document = book.document(uri);
  if (!document) return undefined;
  if (document === book.config.document) return completeSettings(book, document, offset, help.schema);
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
      return completeAttributes(book, chapter, context);
    case 'suppression':
    case 'suppression-kind':
      return completeSuppression(context, help.rules);
    case 'note':
    case 'reference':
      return completeLabels(book, context);
    case 'line-start':
      return completeSections(book, chapter, context);
    default:
      return undefined;
  }
}
