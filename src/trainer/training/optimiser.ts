import type { OptimiserState } from '../engine/adamw';
import type { Tensors } from '../engine/jax';
import { read, tensor } from '../engine/jax';
import type { Layout, Weights } from '../network/parameters';
import { fromBanks, toBanks } from '../network/parameters';

/** Named weights as banks on the device. */
export function upload(weights: Weights, layout: Layout): Tensors {
  const banks = toBanks(weights, layout);
  return Object.fromEntries(
    layout.banks.map(({ name, rows, columns }) => [name, tensor(banks[name]!, [rows, columns])]),
  );
}

/** Reads banks back without consuming them. */
export async function download(banks: Tensors, layout: Layout): Promise<Weights> {
  const out: Weights = {};
  for (const [name, bank] of Object.entries(banks)) out[name] = await read(bank.ref);
  return fromBanks(out, layout);
}

/** A fresh optimiser: moments zero, the average equal to the weights. */
export function startState(weights: Weights, layout: Layout): OptimiserState {
  const zeros = (): Tensors => {
    const none = Object.fromEntries(
      Object.entries(weights).map(([name, { length }]) => [name, new Float32Array(length)]),
    );
    return upload(none, layout);
  };
  return { weights: upload(weights, layout), first: zeros(), second: zeros(), average: upload(weights, layout) };
}
