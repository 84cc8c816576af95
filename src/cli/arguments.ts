import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { VERSION, ok } from '../base';
import type { ScoreOptions } from '../scoring';
import { PROFILE_CHOICES, PROVIDER_CHOICES, checkOptions } from '../scoring';
import type { JudgeOption } from './judge-option';
import { KEY_VARIABLE, parseJudgeOption } from './judge-option';

/** The parsed arguments of `npm run score`. */
export interface ScoreCommand {
  readonly files: readonly string[];
  readonly options: ScoreOptions;
  /** Path for the JSON array; `-` is standard output. */
  readonly json: string | undefined;
  readonly modelFolder: string | undefined;
  /** A vision-language model or a server; the compact judge by default. */
  readonly judge: JudgeOption | undefined;
  /** One prompt for all clips, or the path of a table of them. */
  readonly prompt: string | undefined;
  readonly prompts: string | undefined;
  /** Whether a GPU may be opened. */
  readonly gpu: boolean;
}

/** Nothing to score: help, the version or an error to print, and the exit code. */
export interface Notice {
  readonly text: string;
  readonly exitCode: 0 | 2;
}

interface Flags {
  readonly json?: string;
  readonly profile: (typeof PROFILE_CHOICES)[number];
  readonly fps?: number;
  readonly provider: (typeof PROVIDER_CHOICES)[number];
  readonly gpu?: true;
  readonly explain?: true;
  readonly model?: string;
  readonly judge?: string;
  readonly judgeModel?: string;
  readonly prompt?: string;
  readonly prompts?: string;
}

const PROVIDER_HELP =
  'where the judge runs; webgpu needs no --gpu, takes a software adapter too, and fails where there is none; wasm with --gpu packs frames on the GPU only';

const JUDGE_HELP = `what judges in place of the compact judge: the folder of a vision-language model in ONNX, or openai:https://host/v1 for a server (its key in ${KEY_VARIABLE})`;

/** Parses the arguments of `npm run score --`. It neither exits nor prints. */
export function parseArguments(words: readonly string[]): ScoreCommand | Notice {
  let printed = '';
  const keep = (text: string): void => void (printed += text);
  const command = new Command('npm run score --')
    .usage('FILE... [options]')
    .description('Scores videos. Nothing leaves this machine unless --judge names a server, which is then sent frames.')
    .argument('<FILE...>', 'video files: mp4, mov, webm, mkv')
    .option('--json <path>', 'write the reports as a JSON array, in the order given (- for standard output)')
    .addOption(new Option('--profile <name>', 'dimensions to judge').choices(PROFILE_CHOICES).default('both'))
    .option('--fps <rate>', 'sampled frames a second (default: the rate that the judge was trained at)', toNumber)
    .option('--gpu', 'use a hardware GPU where there is one, through Dawn; the report says what ran (default: the CPU)')
    .addOption(new Option('--provider <name>', PROVIDER_HELP).choices(PROVIDER_CHOICES).default('auto'))
    .option('--explain', 'also write a rationale for each score')
    .option('--model <folder>', 'folder of another pack of the compact judge')
    .option('--judge <judge>', JUDGE_HELP)
    .option('--judge-model <name>', 'the model to ask of a server')
    .option('--prompt <text>', 'the text that the clips were generated from, for text alignment')
    .option('--prompts <table>', 'CSV with the columns file and prompt; else clip.txt beside clip.mp4, or its own tags')
    .version(VERSION, '--version', 'print the version')
    .showHelpAfterError()
    .exitOverride()
    .configureOutput({ writeOut: keep, writeErr: keep });
  try {
    command.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { text: printed, exitCode: error.exitCode === 0 ? 0 : 2 };
  }
  const flags = command.opts<Flags>();
  const options: ScoreOptions = {
    profile: flags.profile,
    provider: flags.provider,
    // Frames are packed where the model runs; a GPU beside a model on wasm can only be meant for packing.
    packing: flags.gpu === true && flags.provider === 'wasm' ? 'webgpu' : 'auto',
    explain: flags.explain === true,
    ...(flags.fps === undefined ? {} : { ratePerSecond: flags.fps }),
  };
  if (flags.prompt !== undefined && flags.prompts !== undefined) {
    return { text: 'Both --prompt and --prompts are given; choose one.\n', exitCode: 2 };
  }
  const judge = flags.judge === undefined ? ok(undefined) : parseJudgeOption(flags.judge, flags.judgeModel);
  if (!judge.ok) return { text: `${judge.error.message}\n`, exitCode: 2 };
  const checked = checkOptions({
    ...options,
    ...(flags.prompt === undefined ? {} : { prompt: { text: flags.prompt, source: 'typed' } }),
  });
  if (!checked.ok) return { text: `${checked.error.message}\n`, exitCode: 2 };
  return {
    files: command.args,
    options,
    json: flags.json,
    modelFolder: flags.model,
    judge: judge.value,
    prompt: flags.prompt,
    prompts: flags.prompts,
    gpu: flags.gpu === true || flags.provider === 'webgpu',
  };
}

export function isNotice(parsed: ScoreCommand | Notice): parsed is Notice {
  return 'exitCode' in parsed;
}

function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number, e.g. 8.');
  return value;
}
