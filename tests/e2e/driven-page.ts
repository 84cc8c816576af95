import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScoreReport } from '../../src/scoring/report';
import { SCORING_MS } from './page-driver';

/** The built page in an engine that Playwright does not drive. */
export interface DrivenPage {
  /** Chooses this file in the page's own file input. */
  choose(path: string): Promise<void>;
  /** Runs a function in the page: it sees only its arguments. What it returns travels as JSON. */
  run<T>(script: (...words: string[]) => T | Promise<T>, ...words: string[]): Promise<T>;
  close(): Promise<void>;
}

const LOOK_MS = 250;

/** Scores a file as a person would, and takes the report that its card saves. */
export async function scoreOnDrivenPage(page: DrivenPage, path: string): Promise<ScoreReport> {
  const name = basename(path);
  await page.choose(path);
  const deadline = Date.now() + SCORING_MS;
  for (;;) {
    const { state, error } = await page.run(cardOf, name);
    if (state === 'done') break;
    if (state === 'failed') throw new Error(`${name}: ${error}`);
    if (Date.now() > deadline) throw new Error(`${name} is ${state} after ${SCORING_MS / 1000} s`);
    await sleep(LOOK_MS);
  }
  return JSON.parse(await page.run(savedReport)) as ScoreReport;
}

/** What the page shows to a person, e.g. its warnings. */
export function textOf(page: DrivenPage, selector: string): Promise<string> {
  return page.run((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);
}

function cardOf(name: string): { state: string; error: string } {
  const card = [...document.querySelectorAll<HTMLElement>('.file-card')].find(
    (each) => each.querySelector('.file-name')?.textContent === name,
  );
  return { state: card?.dataset['state'] ?? 'absent', error: card?.querySelector('.file-error')?.textContent ?? '' };
}

/** Presses JSON and catches the file on its way to the disk: engines differ in where they save it. */
async function savedReport(): Promise<string> {
  const make = URL.createObjectURL.bind(URL);
  const saved = new Promise<string>((resolve) => {
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) resolve(blob.text());
      return make(blob);
    };
  });
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === 'JSON');
  button?.click();
  const text = await saved;
  URL.createObjectURL = make;
  return text;
}
