import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { fixBook, fixChapter, lintBook, lintChapter } from './bookRequests.ts';
import type { ClientProfile } from './clientProfile.ts';
import type { ServerEnvironment } from './environment.ts';
import type { Gate } from './gate.ts';
import { checkLinks } from './linkRequests.ts';
import { describeCheck } from './linkTally.ts';
import {
  type ChapterParams,
  type CheckLinksParams,
  checkLinksRequest,
  type FixBookParams,
  fixBookRequest,
  fixChapterRequest,
  type LintBookParams,
  lintBookRequest,
  lintChapterRequest,
  serverCommands,
} from './protocol.ts';
import type { Session } from './session.ts';

interface CommandContext {
  readonly connection: Connection;
  readonly session: Session;
  readonly client: ClientProfile;
  readonly environment: ServerEnvironment;
  readonly gate: Gate;
  /** Books were linted from the disk up. */
  readonly onLinted: () => void;
}

/** Answers what an author asks for by name: requests of our own client's, and the same as commands for all others. */
export function listenToCommands(context: CommandContext): void {
  const { connection, session, client, environment, gate, onLinted } = context;
  const lint = gate.guard(async (params: LintBookParams, token) => {
    const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
    const result = await lintBook(session, { environment, texts: client.texts }, params, progress, token);
    onLinted();
    return result;
  });
  const fix = gate.guard((params: ChapterParams, token) => fixChapter(session, client, connection, params, token));
  const fixAll = gate.guard((params: FixBookParams, token) => fixBook(session, client, connection, params, token));
  const check = gate.guard((params: CheckLinksParams, token) =>
    checkLinks(context, params, connection.window.attachWorkDoneProgress(params.workDoneToken), token),
  );
  connection.onRequest(lintBookRequest, lint);
  connection.onRequest(
    lintChapterRequest,
    gate.guard((params: ChapterParams, token) => lintChapter(session, params, token)),
  );
  connection.onRequest(fixChapterRequest, fix);
  connection.onRequest(fixBookRequest, fixAll);
  connection.onRequest(checkLinksRequest, check);
  connection.onExecuteCommand(async ({ command, arguments: [uri, detail] = [], workDoneToken }, token) => {
    const text = typeof detail === 'string' ? detail : undefined;
    if (command === serverCommands.lintBook) return lint({ uri, workDoneToken }, token);
    if (command === serverCommands.fixChapter && typeof uri === 'string') return fix({ uri }, token);
    if (command === serverCommands.fixBook && typeof uri === 'string') return fixAll({ uri, rule: text }, token);
    if (command !== serverCommands.checkLinks) return gate.unknownCommand(command);
    const result = await check({ uri, address: text, workDoneToken }, token);
    // A client that runs a command shows nothing of its answer by itself.
    if ('checked' in result) {
      const message = describeCheck(result);
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    }
    return result;
  });
}
