import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/sheet.css';
import './styles/files.css';
import './styles/gallery.css';
import './styles/batch.css';
import './styles/report.css';
import './styles/pending.css';
import './styles/artifacts.css';
import './styles/slowfast.css';
import './styles/slowfast-lab.css';
import './styles/player.css';
import './styles/compare.css';
import './styles/charts.css';
import './styles/print.css';
import '../charts';
import { defined } from '../base';
import { App } from './app';
import { PAGE_SLICES } from './page-state';
import { PROFILE_CHOICES, startScorePage } from './pages/score';
import { applyTheme, createStore, isEmbedded, readPreferences, THEME_CHOICES, viewOf, writePreferences } from './shell';

const storage = (): Storage => window.localStorage;
const PREFERENCES = { theme: THEME_CHOICES, profile: PROFILE_CHOICES, singleKeys: [true, false] } as const;

const store = createStore(PAGE_SLICES, {
  ...readPreferences(storage, PREFERENCES),
  view: viewOf(location.hash),
  embedded: isEmbedded(location.search),
});
applyTheme(store.state.theme);
store.subscribe((state, before) => {
  if (state.theme !== before.theme) applyTheme(state.theme);
  const chosen = (['theme', 'profile', 'singleKeys'] as const).some((each) => state[each] !== before[each]);
  if (chosen) writePreferences(storage, PREFERENCES, state);
});

const scorePage = startScorePage(store);
defined(document.querySelector('#page'), 'the #page element of index.html').replaceChildren(
  new App(store, scorePage.runner),
);
scorePage.followAddress();
