/**
 * A number of places for tasks that run at once. A call waits for a free place, in the order of the calls, and gives
 * what frees it again.
 */
export function createSemaphore(places: number): () => Promise<() => void> {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    // A task that waits takes over the place; `free` counts only places that nobody waits for.
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return leave;
  };
}
