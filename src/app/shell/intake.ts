/** Files that are dropped anywhere on the page, or pasted. */
export interface IntakeEvents {
  /** To be read in the event's own turn: the browser empties it afterwards. */
  readonly onTransfer: (transfer: DataTransfer) => void;
  /** True while files are dragged over the page. */
  readonly onHover: (hovering: boolean) => void;
}

/** Listens on the whole page; returns the way to stop. */
export function listenForFiles(page: Window, { onTransfer, onHover }: IntakeEvents): () => void {
  // `dragenter` and `dragleave` fire for every element that the pointer crosses.
  let depth = 0;
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  const over = (change: number): void => {
    depth = Math.max(0, depth + change);
    onHover(depth > 0);
  };
  const onEnter = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(1);
  };
  const onOver = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    // Without this the browser opens the file instead of the page.
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  };
  const onLeave = (event: DragEvent): void => {
    if (carriesFiles(event)) over(-1);
  };
  const onDrop = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(-depth);
    take(event.dataTransfer);
  };
  const onPaste = (event: ClipboardEvent): void => {
    if ((event.clipboardData?.files.length ?? 0) === 0) return;
    event.preventDefault();
    take(event.clipboardData);
  };
  const take = (transfer: DataTransfer | null): void => {
    if (transfer !== null) onTransfer(transfer);
  };
  page.addEventListener('dragenter', onEnter);
  page.addEventListener('dragover', onOver);
  page.addEventListener('dragleave', onLeave);
  page.addEventListener('drop', onDrop);
  page.addEventListener('paste', onPaste);
  return () => {
    page.removeEventListener('dragenter', onEnter);
    page.removeEventListener('dragover', onOver);
    page.removeEventListener('dragleave', onLeave);
    page.removeEventListener('drop', onDrop);
    page.removeEventListener('paste', onPaste);
  };
}
