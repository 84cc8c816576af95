import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DrivenPage } from './driven-page';
import { SCORING_MS } from './page-driver';

/** Name under which WebDriver hands out elements. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const START_MS = 60_000;

type Command = (method: 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

/** The page at this address in WebKitGTK, over WebDriver. It knows no mode without a window, so it gets its own screen. */
export async function openInWebKit(
  programs: { readonly driver: string; readonly screen: string },
  address: string,
): Promise<DrivenPage> {
  const children: ChildProcess[] = [];
  const stop = (): void => children.forEach((child) => child.kill());
  try {
    const screen = spawn(programs.screen, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    children.push(screen);
    const display = await firstLine(screen.stdio[3] as NodeJS.ReadableStream);
    const port = await freePort();
    const environment = { ...process.env, DISPLAY: `:${display}` };
    children.push(spawn(programs.driver, [`--port=${port}`], { env: environment, stdio: 'ignore' }));
    const command = commandsTo(`http://127.0.0.1:${port}`);
    const session = await begin(command);
    return await driven(command, session, address, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

async function driven(command: Command, session: string, address: string, stop: () => void): Promise<DrivenPage> {
  await command('POST', `${session}/timeouts`, { script: SCORING_MS, pageLoad: SCORING_MS, implicit: SCORING_MS });
  await command('POST', `${session}/url`, { url: address });
  const find = async (selector: string): Promise<string> => {
    const found = await command('POST', `${session}/element`, { using: 'css selector', value: selector });
    return (found as Record<string, string>)[ELEMENT]!;
  };
  await find('.report');
  return {
    async choose(path) {
      await command('POST', `${session}/element/${await find('input.pick-files')}/value`, { text: path });
    },
    async run(script, ...words) {
      const body = { script: `return (${script.toString()}).apply(null, arguments)`, args: words };
      return (await command('POST', `${session}/execute/sync`, body)) as never;
    },
    async close() {
      await command('DELETE', session);
      stop();
    },
  };
}

/** Waits until the driver listens. */
async function begin(command: Command): Promise<string> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    try {
      const made = await command('POST', '/session', { capabilities: {} });
      return `/session/${(made as { sessionId: string }).sessionId}`;
    } catch (error) {
      if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

function commandsTo(driver: string): Command {
  return async (method, path, body) => {
    const response = await fetch(driver + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`WebDriver refuses ${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const part of stream) {
    text += String(part);
    if (text.includes('\n')) break;
  }
  return text.trim();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
