import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { Float16Array } from '@petamoriken/float16';
import type { TensorProto } from 'onnx-buf';
import { ModelProtoSchema, TensorProto_DataType } from 'onnx-buf';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Network } from '../network/network';
import type { Scaling } from '../network/features';
import type { ParameterSpec, Weights } from '../network/parameters';
import { parameterSpecs, sizeOf } from '../network/parameters';
import { SCALED_WIDTHS, SCALINGS } from '../network/scalings';
import type { Scalings } from '../network/scalings';
import type { NetworkShape } from '../network/shape';

/** The network of a pack, to start training from. */
export interface RestoredPack {
  readonly network: Network;
  /** As its manifest has it: "slowglass-mini 0.8.0". */
  readonly name: string;
  /** SHA-256 of both model files, part of the identity of checkpoints. */
  readonly digest: string;
}

/**
 * Reads the network from a pack that this trainer exported. Errors: `unreadable-file` where there is no such pack,
 * `invalid-option` where its network has another shape.
 */
export function restorePack(folder: string, shape: NetworkShape): Result<RestoredPack> {
  const hash = createHash('sha256');
  const constants = new Map<string, Constant>();
  let name: string;
  try {
    const read = (file: string): Uint8Array => readFileSync(join(folder, file));
    for (const file of ['encoder.onnx', 'decoder.onnx']) {
      const bytes = read(file);
      hash.update(bytes);
      for (const constant of constantsOf(bytes)) constants.set(constant.name, constant);
    }
    const manifest = JSON.parse(new TextDecoder().decode(read('manifest.json'))) as { name: string; version: string };
    name = `${manifest.name} ${manifest.version}`;
  } catch {
    return fail(
      'unreadable-file',
      `${folder} holds no model pack. Give --from a folder that this trainer exported to.`,
    );
  }
  const network = networkOf(constants, shape);
  if (network === undefined) {
    return fail(
      'invalid-option',
      `The network in ${folder} has another shape than the preset's. Choose the preset that it was made with.`,
    );
  }
  return ok({ network, name, digest: hash.digest('hex') });
}

interface Constant {
  readonly name: string;
  readonly sides: readonly number[];
  readonly values: Float32Array;
}

/** The float constants of a model file. */
function constantsOf(file: Uint8Array): Constant[] {
  const tensors = fromBinary(ModelProtoSchema, file).graph?.initializer ?? [];
  return tensors.flatMap((tensor) => {
    const values = valuesOf(tensor);
    return values === undefined ? [] : [{ name: tensor.name, sides: tensor.dims.map(Number), values }];
  });
}

/** Readers of the number types that the export stores weights in. */
const FLOAT_READERS = new Map<number, (bytes: ArrayBuffer) => Float32Array>([
  [TensorProto_DataType.FLOAT, (bytes) => new Float32Array(bytes)],
  [TensorProto_DataType.FLOAT16, (bytes) => Float32Array.from(new Float16Array(bytes))],
]);

function valuesOf({ dataType, rawData }: TensorProto): Float32Array | undefined {
  // Copied, because bytes inside a file need not be aligned.
  return FLOAT_READERS.get(dataType)?.(Uint8Array.from(rawData).buffer);
}

/** Undefined where a constant is missing or has another size. */
function networkOf(constants: ReadonlyMap<string, Constant>, shape: NetworkShape): Network | undefined {
  const weights: Weights = {};
  for (const spec of parameterSpecs(shape)) {
    const values = constants.get(spec.name)?.values ?? joined(constants, spec);
    if (values?.length !== sizeOf(spec.shape)) return undefined;
    weights[spec.name] = values;
  }
  const scalings: Record<string, Scaling> = {};
  for (const name of SCALINGS) {
    const offset = constants.get(`${name}.offset`)?.values;
    const factor = constants.get(`${name}.factor`)?.values;
    if (offset?.length !== SCALED_WIDTHS[name] || factor?.length !== SCALED_WIDTHS[name]) return undefined;
    scalings[name] = { offset, factor };
  }
  return { shape, weights, scalings: scalings as unknown as Scalings };
}

/** The export splits some matrices, in order, by columns (keys and values) or rows (colours and differences). */
function joined(constants: ReadonlyMap<string, Constant>, { name, shape }: ParameterSpec): Float32Array | undefined {
  const pieces = [...constants.values()].filter((constant) => constant.name.startsWith(`${name}.`));
  const [rows = 0, columns = 0] = shape;
  const out = new Float32Array(sizeOf(shape));
  if (pieces.reduce((sum, { values }) => sum + values.length, 0) !== out.length) return undefined;
  const besides = pieces.every(({ sides }) => sides[0] === rows);
  let at = 0;
  for (const { sides, values } of pieces) {
    const width = sides[1]!;
    for (let row = 0; row < sides[0]!; row++) {
      const piece = values.subarray(row * width, (row + 1) * width);
      out.set(piece, besides ? row * columns + at : at + row * width);
    }
    at += besides ? width : values.length;
  }
  return out;
}
