import { describe, expect, it } from 'vitest';
import { writeDecoder } from '../../../src/trainer/export/decoder';
import { writeEncoder } from '../../../src/trainer/export/encoder';
import { openExported } from '../../../src/trainer/exported/session';
import { EXPORT_TOLERANCE, exportError } from '../../../src/trainer/export/verify';
import { randomNetwork } from './networks';

describe('the exported model', () => {
  it('has the logits of the network for windows and sequences of any length', async () => {
    const network = randomNetwork();
    const exported = await openExported(writeEncoder(network), writeDecoder(network));
    expect(await exportError(network, exported)).toBeLessThanOrEqual(EXPORT_TOLERANCE);
    await exported.dispose();
  });

  it('has the same bytes every time', () => {
    const network = randomNetwork();
    expect(writeEncoder(network)).toEqual(writeEncoder(network));
    expect(writeDecoder(network)).toEqual(writeDecoder(network));
  });
});
