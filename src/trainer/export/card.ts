import { shortfallTable, requirementsOf } from '../evaluation/requirements';
import type { Metrics } from '../evaluation/metrics';
import {
  artifactSection,
  calibrationSection,
  controlSection,
  humanSection,
  pairSection,
  rationaleSection,
  robustnessSection,
  seedSection,
  testSection,
} from './card-results';

/** Notes on a version, read beside the pack and copied into its card. */
export const NOTES_FILE = 'notes.md';

/**
 * The model card: what the pack is, how it was made, what was measured and what it must not be used for. `notes` is the
 * text of NOTES_FILE, undefined where there is none.
 */
export function modelCard(metrics: Metrics, version: string, notes?: string): string {
  const sections = [
    `# slowglass-mini ${version}`,
    introduction(metrics),
    TERMS,
    making(metrics),
    testSection(metrics),
    seedSection(metrics),
    calibrationSection(metrics),
    artifactSection(metrics),
    rationaleSection(metrics),
    pairSection(metrics),
    controlSection(metrics),
    humanSection(metrics),
    robustnessSection(metrics),
    shortfalls(metrics),
    notes?.trim(),
    limits(metrics),
    credits(metrics),
  ];
  return `${sections.filter((section) => section !== undefined && section !== '').join('\n\n')}\n`;
}

function introduction({ parameters }: Metrics): string {
  return `A no-reference video quality model with ${(parameters / 1e6).toFixed(2)} million parameters. A transformer encoder reads slow and fast tokens
in two trunks, and a summary of the statistics of all tokens of each pathway. A small autoregressive text decoder
cross-attends to it. Given a dimension, the decoder writes a rating word; the softmax over the rating words gives the score.
Then it can write a rationale in a small language of artifacts, regions and time spans. The eight dimensions belong to two
profiles: UltraVQA (any video) and Q-Save (generated video). Text alignment is not among them: it needs a language model.

Files: \`encoder.onnx\` and \`decoder.onnx\` (opset 17, standard operators; matrices are stored in half precision and read
as float32), \`golden.json\` (the seed of an input and the network's answer, checked at start-up), \`manifest.json\` (everything
needed to run them, with SHA-256).`;
}

const TERMS = `Terms:

- A **distortion** is what the training corpus does to a clean clip, with a type and a level.
- An **artifact** is a visible flaw that the model reports.
- A **matched pair** is two clips that differ in one thing.
- The **MOS** of a clip is the mean of its raters' ratings, on 1 to 5.`;

function making(metrics: Metrics): string {
  const { command, preset, seed, seeds, corpus, steps, epochs, everyStage, exportError } = metrics;
  const stages = everyStage
    ? 'supervised fine-tuning with the rationale before the rating, GRPO, and a cool-off on its right answers with the rating first'
    : 'supervised fine-tuning';
  const others =
    seeds === undefined ? '' : ` About as many steps were taken with each of ${seeds.length - 1} other seeds.`;
  return `## How it was made

\`${command}\` (preset \`${preset}\`, seed ${seed}).

Corpus: ${corpus.train} training, ${corpus.validation} validation and ${corpus.test} test clips from ${corpus.contents} contents. All clips of a content are in
one split. Clips are procedural scenes, photos and footage with camera and subject motion, to which distortions of
known level were applied. **The labels are simulated**: several simulated raters per clip, each with a bias, noise and lapses,
give half-step ratings by a psychometric function of the distortions. No person rated any of these clips. In the visual and
dynamic quality of Q-Save, the simulated raters also rate down missing fine detail and jerky motion, as raters of generated
video do; both are measured on the clip (\`src/corpus/appearance.ts\`).

Training: ${beginning(metrics)} The rest of the network was trained by ${stages}: ${epochs} epochs.
The loss is the cross-entropy of the words (the rating's target is soft over its scale), the squared error of the expected
score, and the cross-entropy of every artifact. It took ${steps} steps of AdamW.${others} The shipped weights are a moving average over the
steps. The exported files agree with the network to ${exportError.toExponential(1)} in every logit.`;
}

function beginning({ from, summaryEpochs }: Metrics): string {
  const start =
    from === undefined
      ? 'from random weights.'
      : `from the weights of ${from}, whose own card lists its training data.`;
  if (summaryEpochs === 0) return `${start} The summary heads were frozen.`;
  return `${start} First the summary heads were trained alone, on scores and artifacts, with dropout (${summaryEpochs} epochs of clips
in several views); then they were frozen.`;
}

function shortfalls(metrics: Metrics): string | undefined {
  const table = shortfallTable(requirementsOf(metrics));
  if (table === undefined) return undefined;
  return `## Requirements that are not met

The requirements were set before training and have not changed since.

${table}`;
}

function limits({ rationale }: Metrics): string {
  const all = rationale.rows.find(({ name }) => name === 'all')?.trueFirst;
  const share = all === undefined ? 'n/a' : `${(100 * all).toFixed(0)} %`;
  return `## Limits

- The model was trained on simulated ratings of synthetic distortions. It reacts to what those look like, not to what people
  prefer. Content and aesthetic quality in particular cover little.
- Agreement with people on generated video is what the table of human scores shows, and no better.
- Rationales are hints: the first artifact named is a true one in ${share} of the distorted test clips.
- The model reads 8 sampled frames per second at 64 x 64 pixels, the motion of their blocks at 128 x 128, and a few native
  fragments of slow frames and of every second frame. Anything between or beside these has no effect on a score.
- A score says nothing about people, truth or safety. Do not reject anybody's work because of a score alone.`;
}

function credits({ credits }: Metrics): string {
  const content =
    credits.length === 0
      ? 'All training clips are procedural scenes.'
      : `Content of the training clips, besides procedural scenes:\n\n${credits.map((credit) => `- ${credit}`).join(';\n')}.`;
  return `## Credits

${content}

Method: Q-Save (SlowFast video encoding, rating words, loss of its section 4.2.3) and UltraVQA/ASO (dimensions, nine levels,
checklists). The weights are released under the MIT licence of this repository, with the credits above.`;
}
