/** Hands a file to the person: the browser's own download, nothing travels. */
export function download(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download has its own hold on the data once it began, which may be after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
