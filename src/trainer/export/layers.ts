import { NORM_EPSILON } from '../network/layers';
import type { Weights } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import type { GraphBuilder, Value } from './graph';

/** The layers of network/layers.ts, written as ONNX nodes. Matrices must be in half precision already (half.ts). */
export class LayerWriter {
  constructor(
    readonly graph: GraphBuilder,
    readonly weights: Weights,
    readonly shape: NetworkShape,
  ) {}

  values(name: string): Float32Array {
    const found = this.weights[name];
    if (found === undefined) throw new RangeError(`the network has no weight ${name}`);
    return found;
  }

  vector(name: string): Value {
    const values = this.values(name);
    return this.graph.constant(name, values, [values.length]);
  }

  /** A matrix with `rows` rows. */
  matrix(name: string, rows: number): Value {
    const values = this.values(name);
    return this.graph.half(name, values, [rows, values.length / rows]);
  }

  /** Some columns of a matrix with `rows` rows, as a constant of its own. */
  columns(name: string, rows: number, from: number, to: number): Value {
    const values = this.values(name);
    const width = values.length / rows;
    const out = new Float32Array(rows * (to - from));
    for (let row = 0; row < rows; row++)
      out.set(values.subarray(row * width + from, row * width + to), row * (to - from));
    return this.graph.half(`${name}.${from}-${to}`, out, [rows, to - from]);
  }

  linear(x: Value, name: string, inputs: number): Value {
    return this.graph.add(this.graph.matMul(x, this.matrix(name, inputs)), this.vector(`${name}.bias`));
  }

  layerNorm(x: Value, name: string): Value {
    return this.graph.op('LayerNormalization', [x, this.vector(`${name}.gain`), this.vector(`${name}.bias`)], {
      axis: -1,
      epsilon: { float: NORM_EPSILON },
    });
  }

  /** The query, scaled as in network/layers.ts. */
  query(x: Value, name: string): Value {
    const each = this.shape.width / this.shape.heads;
    const { graph } = this;
    return graph.mul(graph.matMul(x, this.matrix(`${name}.query`, this.shape.width)), graph.scalar(each ** -0.5));
  }

  key(x: Value, name: string): Value {
    const { width } = this.shape;
    return this.graph.matMul(x, this.columns(`${name}.keyvalue`, width, 0, width));
  }

  value(x: Value, name: string): Value {
    const { width } = this.shape;
    return this.graph.matMul(x, this.columns(`${name}.keyvalue`, width, width, 2 * width));
  }

  /** Splits heads: [..., rows, d] with `lead` leading sides -> [..., heads, rows, d / heads], keys transposed. */
  heads(x: Value, lead: 0 | 1, transposed = false): Value {
    const { width, heads } = this.shape;
    const each = width / heads;
    if (lead === 0) {
      const apart = this.graph.reshape(x, 0, heads, each);
      return transposed ? this.graph.transpose(apart, 1, 2, 0) : this.graph.transpose(apart, 1, 0, 2);
    }
    const apart = this.graph.reshape(x, 0, 0, heads, each);
    return transposed ? this.graph.transpose(apart, 0, 2, 3, 1) : this.graph.transpose(apart, 0, 2, 1, 3);
  }

  /** The inverse of `heads`. */
  join(x: Value, lead: 0 | 1): Value {
    const { width } = this.shape;
    if (lead === 0) return this.graph.reshape(this.graph.transpose(x, 1, 0, 2), 0, width);
    return this.graph.reshape(this.graph.transpose(x, 0, 2, 1, 3), 0, 0, width);
  }

  attend(query: Value, key: Value, value: Value, bias?: Value): Value {
    const scores = this.graph.matMul(query, key);
    return this.graph.matMul(this.graph.softmax(bias === undefined ? scores : this.graph.add(scores, bias)), value);
  }

  selfAttention(x: Value, name: string, lead: 0 | 1, bias?: Value): Value {
    const normed = this.layerNorm(x, `${name}.norm`);
    const attended = this.attend(
      this.heads(this.query(normed, name), lead),
      this.heads(this.key(normed, name), lead, true),
      this.heads(this.value(normed, name), lead),
      bias,
    );
    return this.graph.add(x, this.linear(this.join(attended, lead), `${name}.out`, this.shape.width));
  }

  feedForward(x: Value, name: string): Value {
    const { width, hidden } = this.shape;
    const inner = this.graph.op('Relu', [
      this.linear(this.layerNorm(x, `${name}.feed.norm`), `${name}.feed.in`, width),
    ]);
    return this.graph.add(x, this.linear(this.graph.mul(inner, inner), `${name}.feed.out`, hidden));
  }
}
