import type * as Ort from 'onnxruntime-web';
import { CLIP_FEATURES, FAST_WIDTH, SLOW_WIDTH } from '../../slowfast';

/** One window's tokens as plain numbers, row-major. */
export interface WindowNumbers {
  readonly fast: Float32Array;
  readonly slow: Float32Array;
  readonly clip: Float32Array;
}

/** A batch of word sequences for one window. */
export interface Question {
  /** Token ids, [rows][length]: all rows equally long. */
  readonly words: readonly (readonly number[])[];
  readonly fastAllowed: readonly number[];
  readonly slowAllowed: readonly number[];
}

/** A window after the encoder; the decoder can be run on it any number of times. */
export interface ReadWindow {
  /** Probability of each artifact, in the order of ARTIFACTS. */
  readonly artifacts: Float32Array;
  /** Logits of the next word, [rows * length * vocabulary]. */
  logits(question: Question): Promise<Float32Array>;
}

/** Exported files in ONNX Runtime's WebAssembly, to verify and measure them. */
export interface ExportedModel {
  read(window: WindowNumbers): Promise<ReadWindow>;
  dispose(): Promise<void>;
}

export async function openExported(encoder: Uint8Array, decoder: Uint8Array): Promise<ExportedModel> {
  const ort = await import('onnxruntime-web');
  ort.env.wasm.numThreads = 1;
  const options = { executionProviders: ['wasm'], logSeverityLevel: 3 } as const;
  const encoderSession = await ort.InferenceSession.create(encoder, options);
  const decoderSession = await ort.InferenceSession.create(decoder, options);
  // ONNX Runtime adds Node's Worker to the globals. One thread needs none, and jax-js would conclude from it that its
  // kernels have shared memory.
  Reflect.deleteProperty(globalThis, 'Worker');
  return {
    async read(window) {
      const memories = await encoderSession.run(encoderFeeds(ort, window));
      return {
        artifacts: memories['artifacts']!.data as Float32Array,
        async logits(question) {
          const outputs = await decoderSession.run({
            ...decoderFeeds(ort, question),
            fast_memory: memories['fast_memory']!,
            slow_memory: memories['slow_memory']!,
          });
          return outputs['logits']!.data as Float32Array;
        },
      };
    },
    async dispose() {
      await encoderSession.release();
      await decoderSession.release();
    },
  };
}

function encoderFeeds({ Tensor }: typeof Ort, { fast, slow, clip }: WindowNumbers): Record<string, Ort.Tensor> {
  return {
    fast: new Tensor('float32', fast, [fast.length / FAST_WIDTH, FAST_WIDTH]),
    slow: new Tensor('float32', slow, [slow.length / SLOW_WIDTH, SLOW_WIDTH]),
    clip: new Tensor('float32', clip, [CLIP_FEATURES.length]),
  };
}

function decoderFeeds({ Tensor }: typeof Ort, question: Question): Record<string, Ort.Tensor> {
  const rows = question.words.length;
  const length = question.words[0]!.length;
  return {
    tokens: new Tensor('int32', Int32Array.from(question.words.flat()), [rows, length]),
    fast_allowed: new Tensor('float32', Float32Array.from(question.fastAllowed), [rows]),
    slow_allowed: new Tensor('float32', Float32Array.from(question.slowAllowed), [rows]),
  };
}
