import { WORTH_A_LINE } from '../../quality';
import { aimsOf, shortfallTable } from '../evaluation/aims';
import { calibrationTable } from '../evaluation/calibration';
import type { Metrics } from '../evaluation/metrics';
import { artifactTable } from '../evaluation/artifacts';
import { controlTable, evaluationTable, largestExplained } from '../evaluation/metrics';
import { humanTable } from '../evaluation/human';
import { APART_POINTS, pairTable } from '../evaluation/pairs';
import { DISTORTED_POINTS, rationaleTable } from '../evaluation/rationales';
import { LEAST_TAU, MOST_CHANGE, robustnessTables } from '../evaluation/robustness';
import { predictedLevelsTable } from '../evaluation/predicted-levels';
import { seedTable } from '../evaluation/seeds';

/** What the stages were, in words. */
const SFT_ALONE = 'supervised fine-tuning';
const EVERY_STAGE =
  'supervised fine-tuning with reasons first, GRPO, and a cool-off on its right answers, rating first';

/** The picture beside the card. */
export const CALIBRATION_FILE = 'calibration.svg';

/** The model card: what the pack is, how it was made, what it was measured to do and what it must not be used for. */
export function modelCard(metrics: Metrics, version: string): string {
  return `${[
    `# slowglass-mini ${version}`,
    intro(metrics),
    making(metrics),
    measured(metrics),
    ...bySeed(metrics),
    calibrated(metrics),
    artifacts(metrics),
    rationale(metrics),
    ...partners(metrics),
    control(metrics),
    human(metrics),
    ...real(metrics),
    ...short(metrics),
    limits(metrics),
    CREDITS,
  ].join('\n\n')}\n`;
}

function intro({ parameters }: Metrics): string {
  return `A no-reference video quality model of ${(parameters / 1e6).toFixed(2)} million parameters: a transformer encoder over
slow and fast tokens (two trunks, and a summary of each pathway's statistics over all its tokens) and a small autoregressive
text decoder that cross-attends to it. Asked for a dimension, it says a rating word, and the softmax over the rating words
gives the score; then it may say why, in a small language of faults, regions and spans. Eight dimensions of two profiles: UltraVQA (any video) and Q-Save (generated video). Text
alignment is not among them: it needs a language model.

Files: \`encoder.onnx\`, \`decoder.onnx\` (opset 17, standard operators; matrices are stored in half precision and read
as float32), \`golden.json\` (an input's seed and the network's own answer, checked at start-up), \`manifest.json\` (everything
needed to feed them, with SHA-256).`;
}

function making(metrics: Metrics): string {
  const { command, preset, seed, seeds, corpus, steps, epochs, everyStage, exportError } = metrics;
  return `## How it was made

\`${command}\` (preset \`${preset}\`, seed ${seed}).

Corpus: ${corpus.train} training, ${corpus.validation} validation and ${corpus.test} test clips from ${corpus.contents} contents; a content stands in
one split only. Clips are procedural scenes and real photos and footage with camera and subject motion, then defects of
known severity. **The labels are simulated**: several raters a clip, each with a bias, noise and lapses, give half-step
ratings of what the defects should cost; no person rated any of these clips. In Q-Save's two dimensions they also miss fine detail
and steady motion, as raters of generated video do: both are measured on the clip (\`src/corpus/appearance.ts\`).

Training: ${beginning(metrics)} Then, with these held as they are, ${everyStage ? EVERY_STAGE : SFT_ALONE}, ${epochs} epochs: cross-entropy
of the words (the rating's target is soft over its scale), the squared error of the expected score, and the cross-entropy of
every fault. ${steps} steps of AdamW${seeds === undefined ? ' in all' : `, and about as many with each of ${seeds.length - 1} other seeds`}. What is shipped is the moving average of the weights. The exported files agree with the network to ${exportError.toExponential(1)} in every logit.`;
}

function beginning({ from, summaryEpochs }: Metrics): string {
  const start =
    from === undefined ? 'from random weights' : `from ${from}, whose own card says what that one learned from`;
  if (summaryEpochs === 0) return `${start}. The layers that read the summaries stayed as they were.`;
  return `${start}. First the layers that read the summaries, by themselves, on scores and faults, with dropout (${summaryEpochs} epochs of clips
looked at in several ways).`;
}

function measured({ test, ceilings, predictedLevels }: Metrics): string {
  return `## Measured on the test split (simulated labels)

The exported files in ONNX Runtime, every stored token of every clip. SRCC with average ranks; Acc@0.5 is the fraction within
half a point. The ceiling is the SRCC that a model would reach which knew every clip's true opinion, for the raters' mean
is not the truth: the root of the panel's reliability, from random halves of the panel and Spearman and Brown's formula.

${evaluationTable(test, ceilings)}

Acc@0.5 above holds a score against the raters' mean as it is. UltraVQA (5.1) holds a level that is said against the level that the
mean stands for. On nine levels that is kinder: two half steps that pass may stand for opinions almost a point apart. On
Q-Save's five ratings it is stricter: within half a point are only those that are the same. So counted, with the likeliest level
as the one that is said:

${predictedLevelsTable(predictedLevels)}`;
}

function bySeed({ seeds, preset }: Metrics): string[] {
  if (seeds === undefined) return [];
  return [
    `## Seed by seed

What ships is the mean of the weights of ${seeds.length} networks. Each began with the same weights and went through every stage
of \`${preset}\` on the same clips, with shuffles, draws and rollouts of its own; each by itself scores as below (on the test
split from a fixed number of tokens a clip; on people's scores as it would be used). Deviations are over n - 1.

${seedTable(seeds)}`,
  ];
}

function partners({ pairs }: Metrics): string[] {
  if (pairs === undefined) return [];
  return [
    `## Clips beside their twins

A twin is the same clip with one fault worse or milder, at another size by up to 12 %, compressed otherwise, or several of
these (\`src/corpus/matched-pair.ts\`), rated by the same people in the same mood. Test clips that have one: how often the scores
order a pair as the raters do where these hold it apart by ${APART_POINTS} points or more, and how far the scores lie apart where the raters
rate both the same (${MOST_CHANGE} is what a version that shows the same may change).

${pairTable(pairs)}`,
  ];
}

function calibrated({ calibration }: Metrics): string {
  return `## Calibration

How often each level was expected and how often it came (the level that the raters' mean stands for), and how often what was
said with some probability came true. The calibration error is the mean distance of the two over ten bins of probability.

![Expected and observed frequencies of the levels, and reliability, of every dimension](${CALIBRATION_FILE})

${calibrationTable(calibration)}`;
}

function artifacts({ artifacts }: Metrics): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return `## Faults on the test split

How likely each fault is, told by the encoder and apart from any rationale. A clip shows a fault that half of the people or
more would see. It is said to be there from its threshold on, the one with the best F1 that its probabilities on the validation
split let expect, and never below the ${WORTH_A_LINE} from which on a report lists it. Means over the faults with enough clips: AUC
${artifacts.macroAuc.toFixed(3)}, F1 ${artifacts.macroF1.toFixed(3)}. Of the clips with a fault, the one it is surest of is really there in ${percent(artifacts.surestTrue)}.

${artifactTable(artifacts)}`;
}

function rationale({ rationale }: Metrics): string {
  const amount = rationale.amplitude === undefined ? 'n/a' : `${(100 * rationale.amplitude).toFixed(1)} %`;
  return `## Rationales on the test split

Every dimension's answer to its own prompt, written greedily without a grammar (where a video is scored, one holds it). Whether
faults are named, which and how many, the fault probabilities say; how bad, where and when, the decoder. A clip is defective in a dimension when one of its defects
costs the dimension ${DISTORTED_POINTS} points or more, and clean when none costs a tenth of one. A first fault is true when the clip has it,
at a cost of a tenth of a point or more to the dimension. Macro-F1 is over the tags of the three costliest faults, each tag
counting the same. A rationale that does not parse names nothing.

${rationaleTable(rationale)}

Motion amplitude's rationale names no fault but how much moves: the right one of four words in ${amount} of the clips.`;
}

function control({ control: { steps, runs } }: Metrics): string {
  return `## Control

The same network trained ${runs.length} times for ${steps} steps on the same clips with the training labels dealt out at random, on the
same test split. It can know nothing of quality: the share of the opinions' variance that it explains (R^2) must not be
above 0; the largest mean below is ${largestExplained(runs)}. A rank correlation is the worse instrument here, since what little such a network's scores vary follows a few
smooth features, how much moves above all, in whichever direction the start and the shuffle happen to point: each run's
SRCC may lie far from 0, on either side, and only their mean tends to it.

${controlTable(runs)}`;
}

function human({ human: measuredOn }: Metrics): string {
  const heading = '## Against human scores';
  if (measuredOn === undefined) return `${heading}\n\nNot measured for this pack.`;
  return `${heading}

Zero-shot on ${measuredOn.clips} clips of ${measuredOn.generators} generators (${measuredOn.dataset}); people's scores measure here, they never trained.
They are not quite unseen, though: that the simulated raters miss detail and steadiness, and how much, was decided with these
clips in view. Visual, dynamic and overall quality owe part of their figures to that, and only other clips can confirm them.
In brackets 95 % bootstrap intervals: ${measuredOn.draws} resamples of the clips within each generator, so they speak of these generators.
Three scorers are plain features and no model: how large second temporal differences are beside first ones, and two
variances that grow with sharpness. The model adds something only where it beats them within a generator.

${humanTable(measuredOn)}`;
}

function real({ robustness }: Metrics): string[] {
  if (robustness === undefined) return [];
  return [
    `## The same clip otherwise, and a fault that grows

${robustness.clips} real clips, ${robustness.seconds} seconds of each (\`npm run robustness\`). A version that shows the same ought to move no score by more
than ${MOST_CHANGE}; here stands the dimension that moved most. *Other fragments* are the clip itself, looked at by other ones. One fault
in five severities ought to lower the dimension that it costs most with every step: Kendall's tau-b between severity and loss of score, ${LEAST_TAU} or more, mean over the clips.

${robustnessTables(robustness)}`,
  ];
}

const LATER = ' (Other fragments and Lanczos filters were asked for later, and held to the same limit.)';

function short(metrics: Metrics): string[] {
  const table = shortfallTable(aimsOf(metrics));
  if (table === undefined) return [];
  return [
    `## What it was to reach and does not

Set before anything was trained, and not changed since.${metrics.robustness === undefined ? '' : LATER}

${table}

The labels are those of corpus version 8, the tokens those of version 9. Before version 8, fragmented motion hid behind soft
seams, and raters charged clips for it in which nobody could see it: by that change alone motion quality of 0.10.0 went from
0.788 to 0.804, without any training. Before version 9, native fragments came from slow frames alone: of a still clip 36, a few
hundredths of one frame's pixels, and the same clip scored by other 36 had another clarity quality, by 0.06 on average and by
up to 0.55. 0.11.0, which looked so, moved by up to 0.631 where a clip was 10 % smaller (bilinear) and 0.489 where it was larger.
Versions and growing faults are measured on four seconds of each clip, which is a whole window of the model. In clarity
quality, what is left of a resize is no chance: pixels are judged as they come, and a smaller copy shows its detail in fewer
of them, the sharper the better its filter keeps detail, as a larger one softens with a filter that does not.

Tried: more clips, which bring about 0.03 a doubling, in SRCC and in F1; 164 more statistics of the stored pixels, which
brought nothing; a guide from the fault probabilities to the rationales, which is in use; a cool-off that is asked for every
rating instead of the right ones, which orders better by 0.005 and costs motion quality 0.05 of its Acc@0.5; a loss that
holds training clips and their twins apart, which moved nothing on other twins; figures of residuals, edges and velocities
that stand still while things move, which hardly tell fragmented clips from others (AUC 0.6 where it is strong); letting the
layers that read the summaries learn on from 2,400 clips, which brings 0.003 of SRCC and takes as much of the faults' AUC; how
blocks move over half a second and a second, which by itself does not tell local collapse and melting from other clips (AUC
0.55 at most); the mean of six networks, with those after ASO, which brings 0.001; all moments of a clip instead of the 12 that
are stored, which bring 0.002. A rationale that is never silent would name a true fault first in 74 % of defective clips: what
falls short of 80 % is knowing faults, not when to speak.`,
  ];
}

function limits({ rationale }: Metrics): string {
  const all = rationale.rows.find(({ name }) => name === 'all')?.trueFirst;
  const share = all === undefined ? 'n/a' : `${(100 * all).toFixed(0)} %`;
  return `## What not to read into a score

- It learned simulated opinions about synthetic defects. It knows what those look like, not what people like: content and
  aesthetic quality in particular are narrow.
- Agreement with people on real generated video is as the table above says, and no better. Clarity quality, which knows
  faults only, says nothing there. Visual quality rests on how much fine detail there is, so it takes a painterly or softly
  lit picture for a poor one, and grain for detail.
- Dynamic quality takes jerky motion for bad motion, also where a camera really was swung at a low frame rate, and coarse
  grain for jerks.
- Its rationales are hints: the first fault that it names is a true one in ${share} of the defective test clips.
- It sees 8 moments a second at 64 x 64 pixels, how their blocks move at 128 x 128, and a few native fragments of slow
  frames and of every second frame: what happens between and beside them it cannot know.
- It is no judge of people, truth or safety, and no ground for rejecting anybody's work.`;
}

const CREDITS = `## Credits

Content of the training clips, besides procedural scenes:

- photos of the gb82 image set, CC0;
- Intel's sample videos (intel-iot-devkit/sample-videos), CC-BY 4.0;
- Big Buck Bunny, (c) Blender Foundation, CC-BY 3.0, www.bigbuckbunny.org.

Method: Q-Save (SlowFast video encoding, rating words, loss of its section 4.2.3) and UltraVQA/ASO (dimensions, nine levels,
checklists). The weights are released under the MIT licence of this repository, with the credits above.`;
