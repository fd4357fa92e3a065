import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { fileUri } from '../../server/src/base/uri.ts';
import { bundleProgram } from './bundleProgram.ts';
import { type RunningServer, type ServerOptions, startServer, type Transport } from './serverProcess.ts';

/** A book on the disk and the server bundled as the release does, made before the tests of a suite and removed after them. */
export class ServedBook {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'handbook-served-'));
  readonly #programs = mkdtempSync(path.join(tmpdir(), 'handbook-server-'));
  readonly program = path.join(this.#programs, 'server.cjs');

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    beforeAll(() => {
      bundleProgram(this.program);
      for (const [name, content] of Object.entries(files)) this.write(name, content);
    });
    afterAll(() => {
      for (const folder of [this.folder, this.#programs]) rmSync(folder, { recursive: true, force: true });
    });
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  uri(name: string): string {
    return fileUri(this.path(name));
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  /** A server with the book as its workspace, initialized. */
  async start(transport: Transport = 'stdio', options: ServerOptions = {}): Promise<RunningServer> {
    const server = await startServer(this.program, transport, { folders: [fileUri(this.folder)], ...options });
    await server.client.start();
    return server;
  }
}
