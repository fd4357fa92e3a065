import type { CancellationToken, Connection } from 'vscode-languageserver';
import { surroundings } from '../features/preview.ts';
import type { Gate } from './gate.ts';
import { bookPlace } from './navigationRequests.ts';
import { type ChapterParams, type PreviewFacts, previewRequest } from './protocol.ts';
import type { Session } from './session.ts';

/** Answers what only our own client asks: what its preview and views show. */
export function listenToClient(connection: Connection, session: Session, gate: Gate): void {
  connection.onRequest(
    previewRequest,
    gate.guard((params: ChapterParams, token) => preview(session, params, token)),
  );
}

async function preview(
  session: Session,
  { uri }: ChapterParams,
  token: CancellationToken,
): Promise<PreviewFacts | null> {
  const place = await bookPlace(session, uri, token);
  const around = place && surroundings(place.book, place.uri);
  if (!around) return null;
  const { dialect, targets, resources } = around;
  return { dialect, targets: Object.fromEntries(targets), resources: Object.fromEntries(resources) };
}
