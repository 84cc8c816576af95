/** An array as plain numbers, so that every step can upload the same batch again. */
export interface PlainArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** Arrays by name, nested. */
export type PlainTree = { readonly [name: string]: PlainArray | PlainTree };

function isPlainArray(node: PlainArray | PlainTree): node is PlainArray {
  return ArrayBuffer.isView(node.data);
}

/** The same tree with every array replaced by what `turn` makes of it. */
export function mapTree(tree: PlainTree, turn: (array: PlainArray) => unknown): unknown {
  return Object.fromEntries(
    Object.entries(tree).map(([name, node]) => [name, isPlainArray(node) ? turn(node) : mapTree(node, turn)]),
  );
}
