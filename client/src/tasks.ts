import * as vscode from 'vscode';

/** How the command line that comes with the extension is started; only a desktop or remote host can start anything. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface HandbookTask extends vscode.TaskDefinition {
  readonly command: 'lint' | 'links check' | 'links update' | 'status';
  readonly args?: readonly string[];
}

const type = 'handbook-lint';
const commands: readonly HandbookTask['command'][] = ['lint', 'links check', 'links update', 'status'];

/** The command line as tasks: what it finds goes to the Problems panel through the matcher `$handbook-lint`. */
export function provideTasks({ command, args, env }: CommandLine): vscode.Disposable {
  const make = (definition: HandbookTask, scope: vscode.WorkspaceFolder | vscode.TaskScope): vscode.Task => {
    const format = definition.command === 'lint' ? ['--format', 'github'] : [];
    const own = [...args, ...definition.command.split(' '), ...format, ...(definition.args ?? [])];
    const options = typeof scope === 'object' ? { cwd: scope.uri.fsPath, env } : { env };
    const execution = new vscode.ProcessExecution(command, own, options);
    return new vscode.Task(definition, scope, definition.command, type, execution, '$handbook-lint');
  };
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () => {
      const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
      return folders.flatMap((folder) => commands.map((name) => make({ type, command: name }, folder)));
    },
    resolveTask: ({ definition, scope }) => make(definition as HandbookTask, scope ?? vscode.TaskScope.Workspace),
  });
}
