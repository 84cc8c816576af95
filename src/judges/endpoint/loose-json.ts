/**
 * Parses JSON as Python writes it: `NaN` becomes null and an infinity a number beyond every logarithm. Undefined where
 * the text is no JSON either way.
 */
export function parseLooseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const mended = text.replace(/([:[,]\s*)(NaN|-?Infinity)(?=\s*[,\]}])/g, (_, before: string, word: string) => {
      return before + (word === 'NaN' ? 'null' : word.startsWith('-') ? '-1e308' : '1e308');
    });
    try {
      return mended === text ? undefined : JSON.parse(mended);
    } catch {
      return undefined;
    }
  }
}
