import { parseSync } from 'vite';
import type { Import } from './floors';

/** Every import, re-export and import type of a TypeScript source, in no particular order. */
export function readImports(from: string, source: string): Import[] {
  const { module, errors } = parseSync(from, source);
  if (errors.length > 0) throw new Error(`${from}: ${errors[0]!.message}`);
  const specifiers = new Set<string>();
  for (const entry of module.staticImports) specifiers.add(entry.moduleRequest.value);
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) {
      if (entry.moduleRequest !== null) specifiers.add(entry.moduleRequest.value);
    }
  }
  for (const entry of module.dynamicImports) {
    // The parser gives the place of the expression; only a literal says what is imported.
    const literal = /^(['"`])([^'"`$]*)\1$/.exec(source.slice(entry.moduleRequest.start, entry.moduleRequest.end));
    if (literal !== null) specifiers.add(literal[2]!);
  }
  // `import('./x').Y` as a type is no dynamic import to the parser.
  for (const match of source.matchAll(/\bimport\(\s*(['"])([^'"]+)\1\s*\)\s*\./g)) specifiers.add(match[2]!);
  return [...specifiers].map((specifier) => ({ from, specifier }));
}
