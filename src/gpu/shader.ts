import { AssertionError } from '../base';

/**
 * Compiles a pass from its concatenated sources, with entry point `main`. A shader that does not compile is a bug in
 * the program; the error shows line, column and source.
 */
export async function compilePass(
  device: GPUDevice,
  label: string,
  sources: readonly string[],
): Promise<GPUComputePipeline> {
  const code = sources.join('\n');
  const module = device.createShaderModule({ label, code });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === 'error');
  if (errors.length > 0) {
    throw new AssertionError(`${label}.wgsl: ${errors.map((error) => showError(error, code)).join('\n')}`);
  }
  return device.createComputePipelineAsync({ label, layout: 'auto', compute: { module, entryPoint: 'main' } });
}

/** The message, then its source line with a caret under the column. */
export function showError(
  { lineNum, linePos, message }: Pick<GPUCompilationMessage, 'lineNum' | 'linePos' | 'message'>,
  code: string,
): string {
  const line = code.split('\n')[lineNum - 1] ?? '';
  return `${message} (line ${lineNum}, column ${linePos})\n${line}\n${' '.repeat(Math.max(0, linePos - 1))}^`;
}
