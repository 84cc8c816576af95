/** An array as numbers, in no engine's hands: what goes from process to process. */
export interface PlainArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** Arrays by name, in groups and groups of groups. */
export type PlainTree = { readonly [name: string]: PlainArray | PlainTree };

export function isPlainArray(node: PlainArray | PlainTree): node is PlainArray {
  return ArrayBuffer.isView(node.data);
}

/** The same tree with every array turned into something else, an engine's tensor say. */
export function mapTree(tree: PlainTree, turn: (array: PlainArray) => unknown): unknown {
  return Object.fromEntries(
    Object.entries(tree).map(([name, node]) => [name, isPlainArray(node) ? turn(node) : mapTree(node, turn)]),
  );
}
