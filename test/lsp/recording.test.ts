import { describe, expect, it } from 'vitest';
import { type Recorded, violations, type WireMessage } from '../support/recording.ts';

function client(message: WireMessage): Recorded {
  return { from: 'client', message: { jsonrpc: '2.0', ...message } };
}

function server(message: WireMessage): Recorded {
  return { from: 'server', message: { jsonrpc: '2.0', ...message } };
}

const begin = [
  client({ id: 1, method: 'initialize', params: {} }),
  server({ id: 1, result: {} }),
  client({ method: 'initialized', params: {} }),
];
const over = [client({ id: 9, method: 'shutdown' }), server({ id: 9, result: null }), client({ method: 'exit' })];

/** The judge of recorded sessions must itself be able to say no. */
describe('a recorded session', () => {
  it('is fine when all is answered', () => {
    expect(violations([...begin, client({ id: 2, method: 'x' }), server({ id: 2, result: null }), ...over])).toEqual(
      [],
    );
  });

  it.each<[fault: string, session: Recorded[], said: string]>([
    ['an unanswered request', [...begin, client({ id: 2, method: 'x' }), ...over], 'no answer to the client’s x'],
    ['a second answer', [...begin, server({ id: 1, result: {} })], 'an answer to nothing, or a second one'],
    ['an empty answer', [...begin, client({ id: 2, method: 'x' }), server({ id: 2 })], 'neither or both'],
    ['talk before initialized', [begin[0]!, server({ method: 'y' }), ...begin.slice(1)], 'y before initialized'],
    ['talk after shutdown', [...begin, ...over, server({ method: 'y' })], 'y after shutdown'],
    [
      'work after shutdown',
      [...begin, ...over, client({ id: 10, method: 'x' }), server({ id: 10, result: 1 })],
      'x after shutdown was not refused',
    ],
    [
      'progress without an end',
      [...begin, server({ method: '$/progress', params: { token: 't', value: { kind: 'begin' } } })],
      'progress of t never ended',
    ],
  ])('with %s is not', (_, session, said) => {
    expect(violations(session).join('\n')).toContain(said);
  });
});
