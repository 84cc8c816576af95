import type { Result } from '../../../../base';
import type { ScoreCall } from '../../../../scoring/page';
import type { Progress, Thumbnail } from '../../../../scoring';
import type { Picture } from '../queue';

export interface PictureAccess {
  readonly ask: (call: ScoreCall) => Promise<Result<number>>;
  readonly toPicture: (thumbnail: Thumbnail) => Promise<Picture | undefined>;
  readonly release: (pictures: ReadonlyMap<number, Picture>) => void;
}

/** The larger pictures of one clip, as they are loaded. The owner must close them. */
export class ClipPictures {
  readonly #access: PictureAccess;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  readonly #pictures = new Map<number, Picture>();
  #progress: Progress | undefined;
  #running = true;
  #problem: string | undefined;

  constructor(access: PictureAccess, onChange: () => void) {
    this.#access = access;
    this.#onChange = onChange;
    void this.#run();
  }

  /** By the index of the sampled frame. */
  get pictures(): ReadonlyMap<number, Picture> {
    return this.#pictures;
  }

  /** Undefined before the first report and when all are there. */
  get progress(): Progress | undefined {
    return this.#progress;
  }

  get running(): boolean {
    return this.#running;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  close(): void {
    this.#stop.abort();
    this.#access.release(this.#pictures);
    this.#pictures.clear();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const onThumbnail = (thumbnail: Thumbnail): void => void this.#take(thumbnail);
    const onProgress = (progress: Progress): void => {
      this.#progress = progress;
      if (!signal.aborted) this.#onChange();
    };
    const asked = await this.#access.ask({ onProgress, onThumbnail, signal });
    this.#running = false;
    this.#progress = undefined;
    if (signal.aborted) return;
    if (!asked.ok) this.#problem = asked.error.message;
    this.#onChange();
  }

  async #take(thumbnail: Thumbnail): Promise<void> {
    const picture = await this.#access.toPicture(thumbnail);
    if (picture === undefined) return;
    const one = new Map([[thumbnail.index, picture]]);
    if (this.#stop.signal.aborted) return this.#access.release(one);
    this.#pictures.set(thumbnail.index, picture);
    this.#onChange();
  }
}
