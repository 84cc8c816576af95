import { fail } from '../../base';
import type { Judges } from '../judge';
import { createOpenedJudges } from '../opened-judges';
import type { EndpointConfig } from './config';
import { openEndpointJudge } from './open';

/** Asks one model at one server. The provider that is asked for does not matter: the server computes. */
export function createEndpointJudges(config: EndpointConfig): Judges {
  return createOpenedJudges({
    openGpu: () => Promise.resolve(fail('no-webgpu', 'A judge at a server needs no GPU here.')),
    open: () => openEndpointJudge(config),
  });
}
