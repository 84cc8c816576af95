/**
 * The explanatory texts of the score page, in one place for editors. Labels of single controls are in their views.
 */

/** In the foot of the page, and under printed reports of the compact judge. */
export const MODEL_CAVEAT =
  'The compact judge was trained on simulated ratings: compare its scores with each other, and do not read them as ratings by people.';

// Judges.
export const GENERATED_VIDEO =
  'For generated video, use a judge that has seen the world: a vision-language model. The compact judge measures distortions of picture and motion, and does not know what things look like.';
export const COMPACT_JUDGE =
  'slowglass-mini, 3.6 MB, comes with this page. It learned from synthetic distortions with simulated ratings. It finds blur, noise, blocking, shake and stutter in a second or two. Do not use it to rank the realism of recent generators.';
export const VLM_JUDGE =
  'A Qwen-VL model in ONNX that you bring (Qwen2.5-VL, Qwen3-VL, Qwen3.5; 0.65 GB and more). It needs a GPU with enough memory, and takes seconds to minutes for a clip. It reads the prompt of a clip for text alignment and explains its scores in words. How well it agrees with people depends on the model.';
export const VLM_PRIVACY = 'The files are read from your disk. They stay on this machine.';

// Files.
export const DROP_HINT = 'Files or a folder. Click to choose, or paste. MP4, MOV, WebM, MKV; CSV; reports (JSON)';
export const PRIVACY = 'Nothing leaves this machine.';
export const EMPTY_PAGE =
  'Drop a video anywhere on this page. It is decoded and scored in this tab. The scores, their level distributions and the frames that were read appear here.';
export const QUEUE_ORDER = 'Files are scored one at a time, in the order in which they were added.';
export const SAVED_RESULTS =
  'Finished results are saved in this browser, on this machine, so that the same file with the same model and options is not scored twice. The videos themselves are not saved.';
export const STORAGE_DENIED =
  'This browser denies the page its storage, so nothing is saved. Scoring continues; download the results before you leave.';
export const STORAGE_FULL =
  "The browser's storage is full, so nothing more is saved. Scoring continues; clear the saved results or free some space.";
export const FILE_GONE = 'The file is no longer available. Drop it again to score it.';
export const REPORT_ONLY = 'Only the report was opened, not its video. Drop the video to score it again or to play it.';
export const DEGRADED_COPY_HAS_NO_FILE =
  'A degraded copy is made of decoded frames and has no file to play. Its sampled frames are shown instead, in small size.';
export const CANNOT_PLAY =
  'This browser cannot play the file as a video. The sampled frames are shown instead, in small size.';

// Options.
export const OPTIONS_HINT = 'Options apply to the next run. To apply them to a scored file, score it again.';
export const RATE_HINTS = {
  1: 'Few frames: motion is hardly measured',
  2: 'The rate of UltraVQA',
  4: 'Half the rate of the training clips',
  8: 'The rate of Q-Save and of the training clips',
  16: 'Twice the rate of the training clips',
} as const;

// The report.
export const STORED_REPORT =
  'Scored in advance, when this sample was made. Score it again to compute the numbers on this machine.';
export const GALLERY_HINT = 'Generated clips, most of them distorted on purpose, with stored reports.';
export const RESCORING = 'This report is shown until the new one is ready.';
export const NO_ARTIFACTS = 'None with a probability of 10 % or more.';
export const DEGRADE_HINT = 'Degrade this clip, score the copy, and compare both.';
export const NO_ENCODER = 'Compression needs a video encoder (WebCodecs), which this browser does not have.';
export const windowsCaption = (budget: number): string =>
  `The video is scored window by window. A score is the mean of the window scores, weighted by their sampled frames. The token budget of a window is ${budget}.`;

// The player.
export const SHORT_WINDOW_CAVEAT = 'The model was trained on longer clips: compare these values with each other only.';
export const eachWindowAlone = (length: string, step: string): string =>
  `Each window of ${length} was scored as if it were the whole clip, one every ${step}. A sampled frame shows the mean of the windows that contain it. ${SHORT_WINDOW_CAVEAT}`;
export const NO_WORST_FRAME = 'No sampled frame scores far below the others.';
export const ATTRIBUTION_LIMIT = 'This shows what the model’s score depends on. It does not show what people notice.';
export const SCORE_COLOURS = 'Orange (+): the score rises without it. Blue (−): the score falls.';
export const ARTIFACT_COLOURS = 'Orange (−): the artifact is less likely without it. Blue (+): it is more likely.';
export const attributionMethod = (regions: number): string =>
  `Each of ${regions} regions, and each sampled frame, was replaced by the average of its second in the model’s input, and that second was scored again.`;
export const patchColours = (measure: 'cosine' | 'luma', threshold: string): string =>
  measure === 'cosine'
    ? `A stronger colour means a lower cosine with the last slow frame. Below ${threshold} a patch is outlined and counts as different.`
    : `A stronger colour means a larger mean luma difference from the last slow frame. From ${threshold} code values on, a patch is outlined and counts as different.`;

// Comparison.
export const COMPARES_DEGRADED_COPY = 'One of the two is a degraded copy, made from the same decoded frames.';
export const COMBINED_DEVIATION =
  '± is the combined standard deviation of the two level distributions: the root of the sum of their variances. It measures the model’s uncertainty about each clip on its own. It is not a confidence interval and does not describe how people would rate. Two clips of one scene share much of this uncertainty, so a small difference can still be real.';
export const PICTURES_LOADING = 'Larger pictures are loading. Small ones are shown until then.';
export const EACH_SECOND_ALONE = `Each second was scored as if it were the whole clip. ${SHORT_WINDOW_CAVEAT}`;

// Links.
export const OWN_FILE_CAVEAT =
  'The video itself stays on this machine: the link carries the profile and the options, not the file.';
export const OWN_FILES_CAVEAT =
  'Your own videos stay on this machine: the link names the samples and the options, not your files.';
export const LINK_TO_OWN_FILE =
  'The video of this link is a file on another machine. Links do not carry files: drop it here to open it.';
export const LINK_TO_OWN_PAIR =
  'This link compares a video that is a file on another machine. Links do not carry files: drop it here to compare it.';
export const NO_SAMPLE = 'The sample could not be fetched. Check the connection and reload the page.';
export const NO_SUCH_FRAME = 'The sampled frame that this link names does not exist in its clip.';

// Slow and fast frames.
export const SLOW_KEY = 'Slow frame: differs from the last slow frame; high resolution';
export const FAST_KEY = 'Fast frame: similar to the last slow frame; low resolution';
export const tokensAxis = (judge: 'compact' | 'vlm' | 'endpoint'): string =>
  `Tokens per window. Bottom: fast frames at low resolution. Top: slow frames${judge === 'compact' ? ', and native fragments of every second frame' : ' at high resolution'}. The dashed line is the budget.`;
export const PREVIEW_NOTE =
  'Drawn with the thresholds above. The scores are those of the report until you score again.';
export const OPTIONS_DIFFER = 'The options differ from those of this report. Move a slider to see what they change.';
