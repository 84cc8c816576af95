import { create, toBinary } from '@bufbuild/protobuf';
import type { AttributeProto, NodeProto, TensorProto, ValueInfoProto } from 'onnx-buf';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProtoSchema,
  TensorProto_DataType,
  TensorShapeProtoSchema,
  TensorShapeProto_DimensionSchema,
  TypeProtoSchema,
  TypeProto_TensorSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import { halfBytes } from './half';

/** The first opset with LayerNormalization. Nothing newer is used, so that old runtimes can read the model. */
const OPSET = 17n;
/** The file format's version that goes with opset 17. */
const IR_VERSION = 8n;

/** The name of a value in the graph. */
export type Value = string;
type Attribute = number | string | readonly number[] | { readonly float: number };
/** A side of a shape: fixed, or named where it varies from run to run. */
export type Side = number | string;

/** Writes an ONNX graph node by node. Values are names; each operator returns its output's. */
export class GraphBuilder {
  readonly #nodes: NodeProto[] = [];
  readonly #initializers: TensorProto[] = [];
  readonly #inputs: ValueInfoProto[] = [];
  readonly #outputs: ValueInfoProto[] = [];
  readonly #integers = new Map<string, Value>();
  #count = 0;

  constructor(readonly name: string) {}

  input(name: string, type: 'float32' | 'int32', sides: readonly Side[]): Value {
    this.#inputs.push(valueInfo(name, type, sides));
    return name;
  }

  output(name: string, value: Value, sides: readonly Side[]): void {
    this.#nodes.push(node('Identity', [value], name, []));
    this.#outputs.push(valueInfo(name, 'float32', sides));
  }

  /** A constant float32 tensor. */
  constant(name: string, values: Float32Array, sides: readonly number[]): Value {
    this.#initializers.push(
      create(TensorProtoSchema, {
        name,
        dataType: TensorProto_DataType.FLOAT,
        dims: sides.map(BigInt),
        rawData: new Uint8Array(values.slice().buffer),
      }),
    );
    return name;
  }

  /** A constant that is stored in half precision and read as float32. */
  half(name: string, values: Float32Array, sides: readonly number[]): Value {
    this.#initializers.push(
      create(TensorProtoSchema, {
        name,
        dataType: TensorProto_DataType.FLOAT16,
        dims: sides.map(BigInt),
        rawData: halfBytes(values),
      }),
    );
    return this.toFloat(name);
  }

  /** Any numbers as float32. */
  toFloat(a: Value): Value {
    return this.op('Cast', [a], { to: TensorProto_DataType.FLOAT });
  }

  scalar(value: number): Value {
    return this.constant(this.#fresh('scalar'), Float32Array.of(value), [1]);
  }

  /** A constant int64 list for shapes, axes and bounds; equal lists are stored once. */
  integers(...values: number[]): Value {
    const key = values.join(',');
    const known = this.#integers.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh('integers');
    this.#initializers.push(
      create(TensorProtoSchema, {
        name,
        dataType: TensorProto_DataType.INT64,
        dims: [BigInt(values.length)],
        rawData: new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
      }),
    );
    this.#integers.set(key, name);
    return name;
  }

  /** Any standard operator with one output. */
  op(type: string, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    const out = this.#fresh(type.toLowerCase());
    const written = Object.entries(attributes).map(([name, value]) => attribute(name, value));
    this.#nodes.push(node(type, inputs, out, written));
    return out;
  }

  add(a: Value, b: Value): Value {
    return this.op('Add', [a, b]);
  }

  sub(a: Value, b: Value): Value {
    return this.op('Sub', [a, b]);
  }

  mul(a: Value, b: Value): Value {
    return this.op('Mul', [a, b]);
  }

  div(a: Value, b: Value): Value {
    return this.op('Div', [a, b]);
  }

  matMul(a: Value, b: Value): Value {
    return this.op('MatMul', [a, b]);
  }

  concat(values: readonly Value[], axis: number): Value {
    return this.op('Concat', values, { axis });
  }

  /** 0 keeps a side; -1 takes the remaining size. */
  reshape(a: Value, ...sides: number[]): Value {
    return this.op('Reshape', [a, this.integers(...sides)]);
  }

  transpose(a: Value, ...perm: number[]): Value {
    return this.op('Transpose', [a], { perm });
  }

  /** [from, to) of one axis. */
  slice(a: Value, axis: number, from: number, to: number): Value {
    return this.op('Slice', [a, this.integers(from), this.integers(to), this.integers(axis)]);
  }

  softmax(a: Value): Value {
    return this.op('Softmax', [a], { axis: -1 });
  }

  /** One side of a value's shape, as an int64 list of one. */
  side(a: Value, axis: number): Value {
    return this.op('Shape', [a], { start: axis, end: axis + 1 });
  }

  /** The finished model file. */
  encode(): Uint8Array {
    const model = create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      producerName: 'slowglass',
      opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: OPSET })],
      graph: create(GraphProtoSchema, {
        name: this.name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      }),
    });
    return toBinary(ModelProtoSchema, model);
  }

  #fresh(hint: string): Value {
    return `${hint}_${this.#count++}`;
  }
}

function node(opType: string, input: readonly Value[], output: Value, attributes: AttributeProto[]): NodeProto {
  return create(NodeProtoSchema, { opType, name: output, input: [...input], output: [output], attribute: attributes });
}

function attribute(name: string, value: Attribute): AttributeProto {
  const types = AttributeProto_AttributeType;
  if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: types.INT, i: BigInt(value) });
  if (typeof value === 'string') {
    return create(AttributeProtoSchema, { name, type: types.STRING, s: new TextEncoder().encode(value) });
  }
  if ('float' in value) return create(AttributeProtoSchema, { name, type: types.FLOAT, f: value.float });
  return create(AttributeProtoSchema, { name, type: types.INTS, ints: value.map(BigInt) });
}

function valueInfo(name: string, type: 'float32' | 'int32', sides: readonly Side[]): ValueInfoProto {
  const dim = sides.map((side) =>
    create(TensorShapeProto_DimensionSchema, {
      value: typeof side === 'number' ? { case: 'dimValue', value: BigInt(side) } : { case: 'dimParam', value: side },
    }),
  );
  const tensorType = create(TypeProto_TensorSchema, {
    elemType: type === 'float32' ? TensorProto_DataType.FLOAT : TensorProto_DataType.INT32,
    shape: create(TensorShapeProtoSchema, { dim }),
  });
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value: tensorType } }),
  });
}
