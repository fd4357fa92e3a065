/** `npm run screenshots`: the tests of the packaged extension, with README's pictures taken on the way. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const HANDBOOK_PICTURES = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../screenshots'));
const args = ['vitest', 'run', '--config', path.join(import.meta.dirname, 'vitest.config.ts')];
const { status } = spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, HANDBOOK_PICTURES } });
process.exitCode = status ?? 1;
