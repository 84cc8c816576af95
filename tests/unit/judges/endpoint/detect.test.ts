import { describe, expect, it } from 'vitest';
import { openEndpointJudge } from '../../../../src/judges/endpoint/open';
import { answering, configOf } from './answering';
import { sendJson, startServer } from './fake-server';

const models = (owner: string) => ({ '/v1/models': { object: 'list', data: [{ id: 'tiny', owned_by: owner }] } });

describe('the kind of a server', () => {
  it.each<[string, Record<string, unknown>]>([
    ['vllm', models('vllm')],
    ['vllm', { '/version': { version: '0.28.0' } }],
    ['sglang', models('sglang')],
    ['sglang', { '/get_server_info': { model_path: 'm', tp_size: 1 } }],
    ['llama.cpp', models('llamacpp')],
    ['llama.cpp', { '/props': { default_generation_settings: {}, total_slots: 1 } }],
    ['ollama', { ...models('library'), '/api/version': { version: '0.12.0' } }],
    ['generic', models('organization_owner')],
    ['generic', {}],
  ])('is found to be %s by what it offers: %o', async (kind, offers) => {
    const server = await startServer((seen, response) =>
      seen.path in offers ? sendJson(response, offers[seen.path]) : answering(seen, response),
    );
    const opened = await openEndpointJudge(configOf({ address: server.address, adapter: 'auto' }));
    await server.close();
    expect(opened).toMatchObject({ ok: true, value: { identity: { version: kind } } });
  });

  it('is not mistaken where a server answers 200 to every path', async () => {
    const server = await startServer((seen, response) =>
      seen.body === undefined ? sendJson(response, { error: 'Unexpected endpoint' }) : answering(seen, response),
    );
    const opened = await openEndpointJudge(configOf({ address: server.address, adapter: 'auto' }));
    await server.close();
    expect(opened).toMatchObject({ ok: true, value: { identity: { version: 'generic' } } });
  });
});
