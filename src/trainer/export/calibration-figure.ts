import type { LevelCalibration } from '../evaluation/calibration';

/** All in user units, about one pixel each. */
const PANEL = { width: 220, height: 110, left: 34, top: 26, gapX: 44, gapY: 50 } as const;
const WIDTH = 2 * (PANEL.left + PANEL.width + PANEL.gapX);
const SECOND = 2 * PANEL.left + PANEL.width + PANEL.gapX;
const ROW = PANEL.top + PANEL.height + PANEL.gapY;

/** Blue and orange differ for every common kind of colour vision. */
const PREDICTED = '#1f6fb4';
const OBSERVED = '#e08214';
const INK = '#333';

/**
 * calibration.svg of the model card, with a row per dimension. Left: predicted and observed frequency of each level.
 * Right: observed frequency over predicted probability, with Wilson's 95 % intervals; calibrated predictions lie on the
 * diagonal.
 */
export function calibrationFigure(all: readonly LevelCalibration[]): string {
  const height = all.length * ROW;
  const rows = all.map((one, row) => {
    const y = row * ROW + PANEL.top;
    return `${frequencies(one, PANEL.left, y)}\n${reliability(one, SECOND, y)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Calibration of every dimension" font-family="sans-serif" font-size="10" fill="${INK}">
<rect width="100%" height="100%" fill="#fff"/>
${rows.join('\n')}
</svg>
`;
}

function frequencies({ id, clips, levels }: LevelCalibration, x: number, y: number): string {
  const most = Math.max(0.05, ...levels.flatMap(({ predicted, observed }) => [predicted, observed]));
  const step = PANEL.width / levels.length;
  const bar = (at: number, value: number, colour: string): string => {
    const height = (value / most) * PANEL.height;
    return `<rect x="${at.toFixed(1)}" y="${(y + PANEL.height - height).toFixed(1)}" width="${(0.4 * step).toFixed(1)}" height="${height.toFixed(1)}" fill="${colour}"/>`;
  };
  const bars = levels.map(({ word, predicted, observed }, level) => {
    const from = x + level * step;
    const label = `<text x="${(from + step / 2).toFixed(1)}" y="${y + PANEL.height + 9}" transform="rotate(30 ${(from + step / 2).toFixed(1)} ${y + PANEL.height + 9})" font-size="8">${word}</text>`;
    return `${bar(from + 0.08 * step, predicted, PREDICTED)}${bar(from + 0.52 * step, observed, OBSERVED)}${label}`;
  });
  return `<g><text x="${x}" y="${y - 12}" font-weight="bold">${id}</text>
<text x="${x}" y="${y - 2}" font-size="8">fraction of ${clips} clips: <tspan fill="${PREDICTED}">predicted</tspan>, <tspan fill="${OBSERVED}">observed</tspan></text>
<text x="${x - 4}" y="${y + 8}" text-anchor="end" font-size="8">${most.toFixed(2)}</text>
${bars.join('\n')}
${axes(x, y)}</g>`;
}

function reliability({ reliability: { bins, error } }: LevelCalibration, x: number, y: number): string {
  const px = (value: number): string => (x + value * PANEL.width).toFixed(1);
  const py = (value: number): string => (y + (1 - value) * PANEL.height).toFixed(1);
  const points = bins.map(
    ({ predicted, observed, low, high, count }) =>
      `<path d="M${px(predicted)} ${py(low)}V${py(high)}" stroke="${OBSERVED}"/><circle cx="${px(predicted)}" cy="${py(observed)}" r="3" fill="${OBSERVED}"><title>predicted ${predicted.toFixed(2)}, observed ${observed.toFixed(2)} (n = ${count})</title></circle>`,
  );
  const ticks = [0, 0.5, 1].map(
    (tick) =>
      `<text x="${px(tick)}" y="${y + PANEL.height + 11}" text-anchor="middle" font-size="8">${tick}</text><text x="${x - 4}" y="${py(tick)}" dy="3" text-anchor="end" font-size="8">${tick}</text>`,
  );
  return `<g><text x="${x}" y="${y - 2}" font-size="8">observed frequency over predicted probability; calibration error ${error.toFixed(3)}</text>
<path d="M${px(0)} ${py(0)}L${px(1)} ${py(1)}" stroke="${PREDICTED}" stroke-dasharray="3 3"/>
${points.join('\n')}
${ticks.join('\n')}
${axes(x, y)}</g>`;
}

function axes(x: number, y: number): string {
  return `<path d="M${x} ${y}v${PANEL.height}h${PANEL.width}" fill="none" stroke="${INK}"/>`;
}
