import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';

/** Longer tags are no text that a person wrote, nor a workflow. */
const MAX_TAG_CHARACTERS = 4_000_000;

/**
 * The text tags of a video file (comment, description, title and what the container calls them), by name. Empty where the
 * file has none or they cannot be read: nothing depends on them. Call it after the file's structure was checked.
 */
export async function readMetadataTags(file: Blob): Promise<Readonly<Record<string, string>>> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    const { raw = {}, comment, description, title } = await input.getMetadataTags();
    const named = Object.entries({ ...raw, comment, description, title });
    return Object.fromEntries(
      named.filter((each): each is [string, string] => {
        const [, value] = each;
        return typeof value === 'string' && value !== '' && value.length <= MAX_TAG_CHARACTERS;
      }),
    );
  } catch {
    return {};
  } finally {
    input.dispose();
  }
}
