/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ ancestorTitles: string[], title: string, status: string }} Test
 * @typedef {{ name: string, status: string, assertionResults: Test[] }} TestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: TestFile[] }} Report what vitest's json reporter writes
 */

/** @param {Counts} counts */
export function sentence(counts) {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sumOf(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * Counts the tests of a report. A file that cannot be loaded has no tests to fail, and counts as one failure; so does a
 * run that ended badly without one.
 *
 * @param {Report} report
 * @param {boolean} ok whether vitest ended well
 * @returns {Counts}
 */
export function countsOf(report, ok) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * The skipped tests of a report: a line for each group of them, with their number.
 *
 * @param {Report} report
 * @param {string} root folder that file names are relative to
 * @returns {string[]}
 */
export function skippedLines(report, root) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { name, assertionResults } of report.testResults) {
    const file = name.startsWith(root) ? name.slice(root.length + 1) : name;
    for (const { ancestorTitles, title, status } of assertionResults) {
      if (status === 'passed' || status === 'failed') continue;
      const group = [file, ...ancestorTitles].join(' > ');
      groups.set(group, [...(groups.get(group) ?? []), title]);
    }
  }
  return [...groups].map(([group, titles]) => `skipped ${titles.length}: ${group}: ${titles.join('; ')}`);
}
