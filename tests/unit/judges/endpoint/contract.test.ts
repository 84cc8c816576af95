import { afterAll, beforeAll, describe } from 'vitest';
import { openEndpointJudge } from '../../../../src/judges/endpoint/open';
import type { AdapterId } from '../../../../src/judges/endpoint/config';
import type { WindowFrames } from '../../../../src/judges/judge';
import { judgeSuite } from '../judge-suite';
import { answering, configOf, windowOf } from './answering';
import type { FakeServer } from './fake-server';
import { startServer } from './fake-server';

describe('against a server on this machine', () => {
  let server: FakeServer;
  beforeAll(async () => (server = await startServer(answering)));
  afterAll(() => server.close());

  for (const adapter of ['vllm', 'sglang', 'llama.cpp', 'ollama', 'generic'] satisfies AdapterId[]) {
    judgeSuite<WindowFrames>({
      name: `a server asked as ${adapter}`,
      open: () => openEndpointJudge(configOf({ address: server.address, adapter })),
      windowOf,
      overwrite: ({ frames }) => frames.forEach(({ picture }) => picture.y.fill(0)),
    });
  }
});
