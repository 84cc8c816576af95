/** The parts of the File System Access API that TypeScript's own library leaves out; only some browsers have them. */
declare global {
  interface DataTransferItem {
    getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
  }
  interface FileSystemHandle {
    queryPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
    requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
  }
  interface Window {
    showDirectoryPicker?(options: { readonly id: string }): Promise<FileSystemDirectoryHandle>;
  }
}

/** Whether a folder's files may be read. May ask for permission, so it must be called from a click. */
export async function mayRead(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const wanted = { mode: 'read' } as const;
  if ((await folder.queryPermission?.(wanted)) === 'granted') return true;
  return ((await folder.requestPermission?.(wanted)) ?? 'granted') === 'granted';
}
