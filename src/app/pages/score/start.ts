import { createScoringClient } from '../../../scoring/page';
import { PAGE_HASH } from '../../shell/address/hash-keeper';
import { readUnfinished, recordProgress } from './batch/unfinished';
import { fetchExample } from './example';
import { ScoreAddress } from './link/score-address';
import { releasePictures, toPicture } from './pictures';
import { Runner } from './runner';
import { openDatabase } from './saved/database';
import { modelHashReader } from './saved/model-hash';
import { SavedResults } from './saved/saved-results';
import type { ScoreStore } from './score-state';

const MODEL_FOLDER = 'models/slowglass-mini/';

/** The running parts of the score page. */
export interface ScorePage {
  readonly runner: Runner;
  /** Opens the link in the address, then keeps address and page alike. To be called once the page is drawn. */
  readonly followAddress: () => void;
}

/** Starts what the score page needs beside its view: saved results, the runner, the address. */
export function startScorePage(store: ScoreStore): ScorePage {
  const compactHash = modelHashReader(new URL(MODEL_FOLDER, document.baseURI).href);
  const saved = new SavedResults({
    open: openDatabase,
    // The hash of another judge is known once it has scored; its results are saved, but not found before that.
    modelHash: () => (store.state.judge.kind === 'compact' ? compactHash() : Promise.resolve(undefined)),
    onState: (state) => store.dispatch({ kind: 'saved', saved: state }),
  });
  void saved.open();
  void readUnfinished(openDatabase).then((unfinished) => store.dispatch({ kind: 'batch', batch: { unfinished } }));
  recordProgress(store, openDatabase);
  const runner = new Runner({
    store,
    results: saved,
    // Called when the first file waits: the example needs neither worker nor model.
    createClient: () => Promise.resolve(createScoringClient({ modelUrl: MODEL_FOLDER })),
    toPicture,
    releasePictures,
  });
  return { runner, followAddress: () => followAddress(store, runner) };
}

function followAddress(store: ScoreStore, runner: Runner): void {
  const address = new ScoreAddress({
    store,
    ...PAGE_HASH,
    fetchExample: (name) => fetchExample(document.baseURI, name),
    addExample: (example) => runner.addFinished(example.item, example.load),
    addDegradedCopy: (of, name) => runner.addDegradedCopy(of, name),
    remove: (id) => runner.remove(id),
  });
  window.addEventListener('hashchange', () => void address.follow());
  void address.start();
}
