// The order of these lines matters: modules run in the order in which they are imported.
import { removeStandIn } from './float16-stand-in';
import { makeShaderDataDefinitions, makeStructuredView } from 'webgpu-utils';

removeStandIn();

export { makeShaderDataDefinitions, makeStructuredView };
