/** Long work pauses after this time, so that messages such as a cancel are handled. */
const STRETCH_MS = 40;

/** Limits how long work blocks the event loop. */
export class Turns {
  #started = performance.now();

  /** Resolves at once, or after other messages were handled where a pause is due. */
  async pause(): Promise<void> {
    if (performance.now() - this.#started < STRETCH_MS) return;
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(undefined);
    });
    this.#started = performance.now();
  }
}
