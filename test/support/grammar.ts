import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry, type StateStack } from 'vscode-textmate';

const root = path.resolve(import.meta.dirname, '../..');
const packages = createRequire(import.meta.url);

/** A piece of a line and its scopes, outermost first. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

/** The grammars as package.json contributes them; an injection can be left out, to see what VS Code alone would do. */
export async function loadGrammar(scopeName: string, injected = true): Promise<IGrammar> {
  const wasm = readFileSync(packages.resolve('vscode-oniguruma/release/onig.wasm'));
  engine ??= loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  await engine;
  const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    contributes: { grammars: Contribution[] };
  };
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      const file = ownGrammar(contributes.grammars, scope) ?? builtInGrammar(scope);
      return file ? parseRawGrammar(readFileSync(file, 'utf8'), file) : null;
    },
    getInjections: (scope) =>
      injected
        ? contributes.grammars.filter(({ injectTo }) => injectTo?.includes(scope)).map((one) => one.scopeName)
        : [],
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`There is no grammar for ${scopeName}`);
  return grammar;
}

let engine: Promise<void> | undefined;

/** Line by line, as an editor does. `timeLimit` is in milliseconds a line; a line that takes longer is reported. */
export function tokenize(grammar: IGrammar, text: string, timeLimit = 0): { lines: Token[][]; stopped: number[] } {
  let state: StateStack = INITIAL;
  const lines: Token[][] = [];
  const stopped: number[] = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(line, state, timeLimit);
    if (stoppedEarly) stopped.push(index);
    state = ruleStack;
    lines.push(tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes })));
  }
  return { lines, stopped };
}

/** The scopes of the characters of `fragment` where it first stands in the text, joined with blanks. */
export function scopesAt(grammar: IGrammar, text: string, fragment: string): string {
  for (const tokens of tokenize(grammar, text).lines) {
    const at = tokens
      .map((token) => token.text)
      .join('')
      .indexOf(fragment);
    if (at < 0) continue;
    let end = 0;
    const found = tokens.find((token) => {
      end += token.text.length;
      return end > at;
    });
    return found?.scopes.join(' ') ?? '';
  }
  throw new Error(`“${fragment}” is not in the text`);
}

function ownGrammar(grammars: readonly Contribution[], scope: string): string | undefined {
  const own = grammars.find(({ scopeName }) => scopeName === scope);
  return own && path.join(root, own.path);
}

/** VS Code's own grammars, from the npm package that collects them; the languages of fences are left out. */
function builtInGrammar(scope: string): string | undefined {
  const name = builtIn.get(scope);
  return name && packages.resolve(`tm-grammars/grammars/${name}.json`);
}

const builtIn = new Map([
  ['text.html.markdown', 'markdown'],
  ['text.html.derivative', 'html-derivative'],
  ['text.html.basic', 'html'],
  ['source.yaml', 'yaml'],
  ['source.js', 'javascript'],
]);
