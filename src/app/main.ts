import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/sheet.css';
import './styles/files.css';
import './styles/gallery.css';
import './styles/batch.css';
import './styles/report.css';
import './styles/artifacts.css';
import './styles/slowfast.css';
import './styles/slowfast-lab.css';
import './styles/player.css';
import './styles/compare.css';
import './styles/charts.css';
import './styles/print.css';
import '../charts';
import './pages/score/gallery/gallery-panel';
import './pages/score/slowfast/frame-strip';
import './pages/score/compare/compare-view';
import './pages/score/player/player';
import './pages/score/slowfast/slowfast-lab';
import { defined } from '../base';
import { createScoringClient } from '../scoring/page';
import { readUnfinished, recordProgress } from './pages/score/batch/unfinished';
import { fetchExample } from './pages/score/example';
import { openDatabase } from './shell/saved/database';
import { SavedResults } from './shell/saved/saved-results';
import { modelHashReader } from './shell/saved/model-hash';
import './shell/address/copy-link';
import { PAGE_HASH } from './shell/address/hash-keeper';
import { ScoreAddress } from './pages/score/link/score-address';
import { releasePictures, toPicture } from './pages/score/pictures';
import { readPreferences, writePreferences } from './shell/preferences';
import { isEmbedded, viewOf } from './shell/address/route';
import { Runner } from './pages/score/runner';
import { App } from './app';
import { INITIAL_STATE, Store } from './state';
import { applyTheme } from './shell/theme';

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

const saved = new SavedResults({
  open: openDatabase,
  modelHash: modelHashReader(new URL(MODEL_FOLDER, document.baseURI).href),
  onState: (state) => store.dispatch({ kind: 'saved', saved: state }),
});
void saved.open();
void readUnfinished(openDatabase).then((unfinished) => {
  store.dispatch({ kind: 'batch', batch: { unfinished } });
});
recordProgress(store, openDatabase);

const runner = new Runner({
  store,
  shelf: saved,
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
  addDegradedCopy: (of, name) => runner.addDegradedCopy(of, name),
  remove: (id) => runner.remove(id),
});
window.addEventListener('hashchange', () => void address.follow());
void address.start();
