import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/sheet.css';
import './styles/files.css';
import './styles/batch.css';
import './styles/report.css';
import './styles/faults.css';
import './styles/slowfast.css';
import './styles/player.css';
import './styles/charts.css';
import './styles/print.css';
import './charts/chart-frame';
import './score/frame-strip';
import './score/player/player';
import { defined } from '../base/assert';
import { createScoringClient } from '../scoring/client';
import { readUnfinished, recordProgress } from './batch/unfinished';
import { fetchExample } from './example';
import { openDatabase } from './kept/database';
import { KeptResults } from './kept/kept-results';
import { modelHashReader } from './kept/model-hash';
import { releasePictures, toPicture } from './pictures';
import { readPreferences, writePreferences } from './preferences';
import { viewOf } from './route';
import { Runner } from './runner';
import { App } from './shell/app';
import { INITIAL_STATE, Store } from './state';
import { applyTheme } from './theme';

const MODEL_FOLDER = 'models/slowglass-mini/';
const storage = (): Storage => window.localStorage;

const store = new Store({ ...INITIAL_STATE, ...readPreferences(storage), view: viewOf(location.hash) });
applyTheme(store.state.theme);
store.subscribe((state, before) => {
  if (state.theme !== before.theme) applyTheme(state.theme);
  if (state.theme !== before.theme || state.profile !== before.profile) writePreferences(storage, state);
});

window.addEventListener('hashchange', () => store.dispatch({ kind: 'view', view: viewOf(location.hash) }));

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

void fetchExample(document.baseURI).then((example) => {
  store.dispatch({ kind: 'example-settled' });
  // Somebody may have dropped a file already: the example must not push it aside.
  if (example === undefined || store.state.items.length > 0) return;
  runner.addFinished(example.item, example.load);
});
