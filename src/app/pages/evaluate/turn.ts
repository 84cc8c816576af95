/** Work that lasts is done in stretches of this length, between which messages such as a cancel come through. */
const STRETCH_MS = 40;

/** Tells long work when to pause; `pause` resolves in a later turn of the event loop. */
export class Turns {
  #started = performance.now();

  /** Resolves at once within a stretch, and after other messages have been handled at its end. */
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
