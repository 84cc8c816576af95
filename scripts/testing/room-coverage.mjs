/**
 * One line a room of src/: the share of its lines that were run.
 *
 * @param {Record<string, { lines: { total: number, covered: number } }>} summary by absolute file name; `total` is their sum
 * @param {string} root
 * @returns {string[]}
 */
export function roomLines(summary, root) {
  /** @type {Map<string, { total: number, covered: number }>} */
  const rooms = new Map();
  for (const [path, { lines }] of Object.entries(summary)) {
    if (!path.startsWith(root)) continue;
    const [, room = ''] = path.slice(root.length + 1).split(/[\\/]/);
    const { total, covered } = rooms.get(room) ?? { total: 0, covered: 0 };
    rooms.set(room, { total: total + lines.total, covered: covered + lines.covered });
  }
  return [...rooms]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([room, { total, covered }]) => {
      const share = total === 0 ? 100 : (100 * covered) / total;
      return `${room.padEnd(12)} ${share.toFixed(1).padStart(5)} % of ${total} lines`;
    });
}
