import { expect, test } from 'vitest';
import { Courtesy } from '../../server/src/lsp/courtesy.ts';
import type { ServerEnvironment } from '../../server/src/lsp/environment.ts';

/** A clock that only sleepers move. */
function standing() {
  let time = 1000;
  const environment = {
    now: () => time,
    pause: async () => {},
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  } as Partial<ServerEnvironment> as ServerEnvironment;
  const courtesy = new Courtesy(environment);
  const pausedFor = async () => {
    const begun = time;
    await courtesy.environment.pause();
    return time - begun;
  };
  return { courtesy, pausedFor };
}

test('background work stays away for a moment after the author has typed or asked, and only then', async () => {
  const { courtesy, pausedFor } = standing();
  expect(await pausedFor()).toBe(0);
  courtesy.heard();
  expect(await pausedFor()).toBe(30);
  expect(await pausedFor()).toBe(0);
});
