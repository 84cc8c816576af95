import type { Pathway } from '../../slowfast';

/** The text before a frame: its pathway and its time (Q-Save 4.2.1), in the form that Qwen3-VL was trained with. */
export function frameStamp({ pathway, time }: { readonly pathway: Pathway; readonly time: number }): string {
  return `${pathway} <${time.toFixed(1)} seconds>`;
}
