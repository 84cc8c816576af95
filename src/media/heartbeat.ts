/** A signal that something changed, on which several async loops can wait. */
export class Heartbeat {
  private waiting: (() => void)[] = [];

  /** Wakes all current waiters. */
  beat(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }

  /** Resolves to true at the next beat, to false when none comes in time. */
  wait(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }
}
