import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/sheet.css';
import './styles/files.css';
import './styles/gallery.css';
import './styles/batch.css';
import './styles/report.css';
import './styles/faults.css';
import './styles/slowfast.css';
import './styles/slowfast-lab.css';
import './styles/player.css';
import './styles/compare.css';
import './styles/charts.css';
import './styles/print.css';
import './charts/chart-frame';
import './gallery/gallery-panel';
import './score/frame-strip';
import './compare/compare-view';
import './score/player/player';
import './score/slowfast/slowfast-lab';
import { defined } from '../base/assert';
import { createScoringClient } from '../scoring/client';
import { readUnfinished, recordProgress } from './batch/unfinished';
import { fetchExample } from './example';
import { openDatabase } from './kept/database';
import { KeptResults } from './kept/kept-results';
import { modelHashReader } from './kept/model-hash';
import './link/copy-link';
import { PAGE_HASH } from './link/hash-keeper';
import { ScoreAddress } from './link/score-address';
import { releasePictures, toPicture } from './pictures';
import { readPreferences, writePreferences } from './preferences';
import { isEmbedded, viewOf } from './route';
import { Runner } from './runner';
import { App } from './shell/app';
import { INITIAL_STATE, Store } from './state';
import { applyTheme } from './theme';

const MODEL_FOLDER = 'models/slowglass-mini/';
const storage = (): Storage => window.localStorage;

const store = new Store({
  ...INITIAL_STATE,
  ...readPreferences(storage),
  view: viewOf(location.hash),
  embedded: isEmbedded(location.search),
});
applyTheme(store.state.theme);
store.subscribe((state, before) => {
  if (state.theme !== before.theme) applyTheme(state.theme);
  const chosen = (['theme', 'profile', 'singleKeys'] as const).some((each) => state[each] !== before[each]);
  if (chosen) writePreferences(storage, state);
});

const kept = new KeptResults({
  open: openDatabase,
  modelHash: modelHashReader(new URL(MODEL_FOLDER, document.baseURI).href),
  onState: (state) => store.dispatch({ kind: 'kept', kept: state }),
});
void kept.open();
void readUnfinished(openDatabase).then((unfinished) => {
  store.dispatch({ kind: 'batch', batch: { unfinished } });
});
recordProgress(store, openDatabase);

const runner = new Runner({
  store,
  shelf: kept,
  // Made when the first file waits: the example needs neither worker nor model.
  createClient: () => Promise.resolve(createScoringClient({ modelUrl: MODEL_FOLDER })),
  toPicture,
  releasePictures,
});

defined(document.querySelector('#page'), 'the #page element of index.html').replaceChildren(new App(store, runner));

const address = new ScoreAddress({
  store,
  ...PAGE_HASH,
  fetchExample: (name) => fetchExample(document.baseURI, name),
  addExample: (example) => runner.addFinished(example.item, example.load),
  addTwin: (of, name) => runner.addTwin(of, name),
  remove: (id) => runner.remove(id),
});
window.addEventListener('hashchange', () => void address.follow());
void address.start();
