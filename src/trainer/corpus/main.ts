import { parseArgs } from 'node:util';
import { runCorpus } from './generate';

/** Makes a corpus alone: `node scripts/run.mjs src/trainer/corpus/main.ts -- --clips 2500 --content DIR`. */
const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    content: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: '.cache/corpus' },
    workers: { type: 'string', default: '2' },
  },
});
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const result = await runCorpus({
  clips: Number(values.clips),
  seed: values.seed,
  content: values.content,
  out: values.out,
  workers: Number(values.workers),
  signal: stop.signal,
  onProgress: (done, total, left) => {
    if (done % 25 === 0) console.log(`${done} of ${total} clips, ${Math.round(left)} s left`);
  },
});
console.log(result.ok ? `${result.value.clips} clips in ${result.value.folder}` : result.error.message);
process.exitCode = result.ok ? 0 : 1;
