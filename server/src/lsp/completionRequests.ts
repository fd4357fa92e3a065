import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
} from 'vscode-languageserver';
import type { Texts } from '../base/texts.ts';
import type { Suggestion } from '../features/completion/suggestion.ts';
import { complete } from '../features/completion.ts';
import { describeName } from '../features/describeName.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { ClientProfile } from './clientProfile.ts';
import { toRange } from './convert.ts';
import { bookPlace } from './navigationRequests.ts';
import type { Session } from './session.ts';
import { settingsSchema } from './settingsSchema.ts';

interface ResolveData {
  readonly uri: string;
  readonly name: NonNullable<Suggestion['resolve']>;
}

const kinds: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
  id: CompletionItemKind.Reference,
  heading: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  directive: CompletionItemKind.Keyword,
  label: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  rule: CompletionItemKind.EnumMember,
};

/** `textDocument/completion`: short, ranked; what is shown beside an entry is worked out when it is looked at. */
export async function completion(
  session: Session,
  client: ClientProfile,
  { textDocument, position }: CompletionParams,
  token: CancellationToken,
): Promise<CompletionList> {
  const place = await bookPlace(session, textDocument.uri, token);
  const found =
    place &&
    complete(place.book, place.uri, place.document.lines.offset(position), {
      rules: allRules.map(({ meta }) => meta),
      schema: settingsSchema(client),
    });
  if (!found) return { isIncomplete: false, items: [] };
  const range = toRange(place.document.lines, found.replaces);
  const items = found.items
    .filter(({ isSnippet }) => !isSnippet || client.snippets)
    .map(
      ({ label, detail, place: file, filter, kind, text, isSnippet, resolve }, index): CompletionItem => ({
        label,
        detail: file === undefined ? detail : `${detail} · ${file}`,
        ...(client.labelDetails && kind === 'heading' ? { labelDetails: { description: detail } } : {}),
        kind: kinds[kind],
        filterText: filter,
        // Before what an editor's own support of Markdown offers: file names and slugs, which begin with “#”.
        sortText: `!${String(index).padStart(4, '0')}`,
        textEdit: { range, newText: text },
        ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
        ...(resolve ? { data: { uri: textDocument.uri, name: resolve } satisfies ResolveData } : {}),
      }),
    );
  return { isIncomplete: found.isIncomplete, items };
}

/** `completionItem/resolve`: where an id leads, what a picture looks like. */
export async function resolveCompletion(
  session: Session,
  texts: Texts,
  item: CompletionItem,
  token: CancellationToken,
): Promise<CompletionItem> {
  const data = item.data as ResolveData | undefined;
  const place = data && (await bookPlace(session, data.uri, token));
  if (!place) return item;
  const value = describeName(place.book, data.name, undefined, texts);
  return value === '' ? item : { ...item, documentation: { kind: 'markdown', value } };
}
