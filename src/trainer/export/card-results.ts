import { LEAST_REPORTED_PROBABILITY } from '../../quality';
import { artifactTable } from '../evaluation/artifacts';
import { calibrationTable } from '../evaluation/calibration';
import { humanTable } from '../evaluation/human';
import type { Metrics } from '../evaluation/metrics';
import { controlTable, evaluationTable, largestExplained } from '../evaluation/metrics';
import { APART_POINTS, pairTable } from '../evaluation/pairs';
import { predictedLevelsTable } from '../evaluation/predicted-levels';
import { DISTORTED_POINTS, rationaleTable } from '../evaluation/rationales';
import { LEAST_TAU, MOST_CHANGE, robustnessTables } from '../evaluation/robustness';
import { seedTable } from '../evaluation/seeds';

/** The picture beside the card. */
export const CALIBRATION_FILE = 'calibration.svg';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function testSection({ test, ceilings, predictedLevels }: Metrics): string {
  return `## Results on the test split (simulated labels)

Measured with the exported files in ONNX Runtime, on every stored token of every clip. SRCC uses average ranks. Acc@0.5 is
the fraction of clips whose score is within half a point of the MOS. The ceiling is the SRCC that a model with perfect
knowledge of the true scores would reach, because the MOS of a few raters is noisy: it is the square root of the reliability
of the panel, from random halves of the panel and the Spearman-Brown formula.

${evaluationTable(test, ceilings)}

The table above compares a score with the MOS as it is. UltraVQA (5.1) compares the predicted level with the level that
the MOS stands for. On nine levels this count is more lenient: two levels half a point apart can stand for scores almost a point
apart. On the five ratings of Q-Save it is stricter: only the same rating is within half a point. Counted so, with the most
probable level as the predicted one:

${predictedLevelsTable(predictedLevels)}`;
}

export function seedSection({ seeds, preset }: Metrics): string | undefined {
  if (seeds === undefined) return undefined;
  return `## Results of each seed

The shipped weights are the weight average of ${seeds.length} networks. All started from the same weights and went through every stage
of \`${preset}\` on the same clips, each with its own shuffles, draws and rollouts. The table shows each network by itself: on the
test split with a fixed number of tokens per clip, on human scores with all tokens. Standard deviations divide by n - 1.

${seedTable(seeds)}`;
}

export function calibrationSection({ calibration }: Metrics): string {
  return `## Calibration

The table compares the mean predicted probability of each level with the fraction of clips whose MOS stands for that level.
The calibration error is the mean difference between predicted probability and observed frequency over ten bins of
probability, weighted by the number of predictions in each bin.

![Predicted and observed frequency of the levels, and reliability, for every dimension](${CALIBRATION_FILE})

${calibrationTable(calibration)}`;
}

export function artifactSection({ artifacts }: Metrics): string {
  return `## Artifacts on the test split

The encoder gives a probability for every artifact, independent of any rationale. A clip counts as showing an artifact where
at least half of the raters would see it. An artifact is reported from its threshold on: the threshold with the best expected F1
given the probabilities on the validation split, and at least ${LEAST_REPORTED_PROBABILITY}, the smallest probability that a report lists. Means over the
artifacts with enough clips: AUC ${artifacts.macroAuc.toFixed(3)}, F1 ${artifacts.macroF1.toFixed(3)}. In ${percent(artifacts.surestTrue)} of the clips with an artifact, the most probable one is present.

${artifactTable(artifacts)}`;
}

export function rationaleSection({ rationale }: Metrics): string {
  const amount = rationale.amplitude === undefined ? 'n/a' : percent(rationale.amplitude);
  return `## Rationales on the test split

The answer for each dimension is written greedily and without a grammar (when a video is scored, a grammar applies). The
artifact probabilities decide whether artifacts are named, which ones and how many; the decoder decides severity, region and
span. A clip is distorted in a dimension where one of its distortions lowers the dimension by ${DISTORTED_POINTS} points or more, and clean
where none lowers it by a tenth of a point. The first artifact named is true where the clip has it and it lowers the dimension
by a tenth of a point or more. Macro-F1 is over the tags of the three artifacts that lower the dimension most; each tag counts
the same. A rationale that does not parse counts as naming nothing.

${rationaleTable(rationale)}

The rationale of motion amplitude names no artifact but the amount of motion: the right one of four words in ${amount} of the clips.`;
}

export function pairSection({ pairs }: Metrics): string | undefined {
  if (pairs === undefined) return undefined;
  return `## Matched pairs

The second clip of a matched pair is the first one with a distortion at a higher or lower level, at another size by up to 12 %,
with other compression, or several of these (\`src/corpus/matched-pair.ts\`). The same simulated raters rate both. The table
shows how often the scores order a pair as the ratings do where the MOS differ by ${APART_POINTS} points or more, and how far apart the
scores are where the MOS are equal (at most ${MOST_CHANGE} is required).

${pairTable(pairs)}`;
}

export function controlSection({ control: { steps, runs } }: Metrics): string {
  return `## Control with shuffled labels

The same network was trained ${runs.length} times for ${steps} steps on the same clips with the training labels shuffled, and measured on the same
test split. It cannot have learned anything about quality, so the share of the variance of the MOS that it explains (R^2) must
not be above 0; the largest mean below is ${largestExplained(runs)}. SRCC is less suitable here: the scores of such a network vary little, and
with a few smooth features, mostly the amount of motion, in a direction that depends on the random start. The SRCC of one run can
be far from 0; only the mean tends to 0.

${controlTable(runs)}`;
}

export function humanSection({ human }: Metrics): string {
  const heading = '## Comparison with human scores';
  if (human === undefined) return `${heading}\n\nNot measured for this pack.`;
  return `${heading}

Zero-shot on ${human.clips} clips of ${human.generators} generators (${human.dataset}). Human scores are used to measure only, not to train.
The clips are not entirely unseen: how much the simulated raters rate down missing detail and jerky motion was decided with
these clips in view. The results of visual, dynamic and overall quality are better for it; only other clips can confirm them.
In brackets: 95 % bootstrap intervals from ${human.draws} resamples of the clips within each generator. They hold for these generators only.
Three scorers are plain features: the mean second temporal difference divided by the mean first one, and two variances that
grow with sharpness. The model is useful only where it beats them within a generator.

${humanTable(human)}`;
}

export function robustnessSection({ robustness }: Metrics): string | undefined {
  if (robustness === undefined) return undefined;
  return `## Robustness

Measured on ${robustness.clips} real clips, ${robustness.seconds} seconds of each (\`npm run robustness\`). A label-preserving change must not move any score by more
than ${MOST_CHANGE}; the table shows the dimension that moved most. *Other fragments* is the same clip, read at other fragments. A
distortion at five rising levels must lower the dimension that it affects most at every step: Kendall's tau-b between level and
loss of score, mean over the clips, must be ${LEAST_TAU} or more.

${robustnessTables(robustness)}`;
}
