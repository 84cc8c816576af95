import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { GraphProto, NodeProto } from 'onnx-buf';
import { ModelProtoSchema, NodeProtoSchema, TensorProtoSchema, TensorProto_DataType } from 'onnx-buf';

/** The input with which newer exports let the caller choose how many rows of logits are computed. */
export const LOGITS_TO_KEEP = 'num_logits_to_keep';

const LOGITS = 'logits';
/** Operators between the projection to the vocabulary and the output that keep the rows. */
const PASSING = new Set(['Cast', 'Identity', 'Mul', 'Div', 'Tanh']);
const PROJECTIONS = new Set(['MatMul', 'MatMulNBits', 'FusedMatMul', 'Gemm']);

export interface DecoderGraph {
  readonly model: Uint8Array;
  /** Names of its outputs. */
  readonly outputs: readonly string[];
}

/**
 * Changes a decoder's graph so that it projects only the last token to the vocabulary. Most exports compute logits for
 * every token of the prompt, which is over half a megabyte a token. Only the last is read here. A graph of another form is
 * returned as it is; its numbers are the same, only slower.
 */
export function keepLastRow(model: Uint8Array): DecoderGraph {
  const proto = fromBinary(ModelProtoSchema, model);
  const { graph } = proto;
  const outputs = graph?.output.map(({ name }) => name) ?? [];
  if (graph === undefined || graph.input.some(({ name }) => name === LOGITS_TO_KEEP)) return { model, outputs };
  const projection = projectionOf(graph);
  if (projection === undefined) return { model, outputs };
  const rows = projection.input[0]!;
  const last = `${rows}/last_row`;
  const integer = (name: string, value: bigint): string => {
    graph.initializer.push(
      create(TensorProtoSchema, {
        name: `${last}/${name}`,
        dataType: TensorProto_DataType.INT64,
        dims: [1n],
        rawData: new Uint8Array(BigInt64Array.of(value).buffer),
      }),
    );
    return `${last}/${name}`;
  };
  const slice = create(NodeProtoSchema, {
    opType: 'Slice',
    name: `${last}/Slice`,
    input: [rows, integer('starts', -1n), integer('ends', 2n ** 63n - 1n), integer('axes', -2n)],
    output: [last],
  });
  projection.input[0] = last;
  graph.node.splice(graph.node.indexOf(projection), 0, slice);
  freeRows(graph);
  return { model: toBinary(ModelProtoSchema, proto), outputs };
}

/** The node that projects to the vocabulary, behind operators that keep the rows. */
function projectionOf(graph: GraphProto): NodeProto | undefined {
  const producer = new Map(graph.node.flatMap((node) => node.output.map((output) => [output, node] as const)));
  let node = producer.get(LOGITS);
  while (node !== undefined && PASSING.has(node.opType)) node = producer.get(node.input[0]!);
  return node !== undefined && PROJECTIONS.has(node.opType) ? node : undefined;
}

/** The declared number of rows would contradict the one that is computed now. */
function freeRows(graph: GraphProto): void {
  const declared = graph.output.find(({ name }) => name === LOGITS)?.type?.value;
  if (declared?.case !== 'tensorType') return;
  const side = declared.value.shape?.dim.at(-2);
  if (side !== undefined) side.value = { case: 'dimParam', value: 'last_row' };
  graph.valueInfo = graph.valueInfo.filter(({ name }) => name !== LOGITS);
}
