/** A file with its name in the list: its path below the dropped folder. */
export interface NamedFile {
  readonly file: File;
  readonly name: string;
}

/** Every file below a folder in the order of their paths, hidden ones left out. */
export async function readHandle(folder: FileSystemDirectoryHandle): Promise<NamedFile[]> {
  const found: NamedFile[] = [];
  const walk = async (at: FileSystemDirectoryHandle, path: string): Promise<void> => {
    for await (const child of at.values()) {
      if (isHidden(child.name)) continue;
      const name = `${path}${child.name}`;
      if (child.kind === 'directory') await walk(child, `${name}/`);
      else found.push({ file: await child.getFile(), name });
    }
  };
  await walk(folder, '');
  return sorted(found);
}

/** The same with the older interface, which every browser supports for dropped folders. */
export async function readEntry(folder: FileSystemEntry): Promise<NamedFile[]> {
  const found: NamedFile[] = [];
  const walk = async (at: FileSystemDirectoryEntry, path: string): Promise<void> => {
    for (const child of await childrenOf(at)) {
      if (isHidden(child.name)) continue;
      const name = `${path}${child.name}`;
      if (child.isDirectory) await walk(child as FileSystemDirectoryEntry, `${name}/`);
      else found.push({ file: await fileOf(child as FileSystemFileEntry), name });
    }
  };
  await walk(folder as FileSystemDirectoryEntry, '');
  return sorted(found);
}

/** Chromium returns a hundred entries per call, and an empty list at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Includes the `._` files that macOS writes beside every file. */
function isHidden(name: string): boolean {
  return name.startsWith('.');
}

function sorted(files: NamedFile[]): NamedFile[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return files.sort((a, b) => compare(a.name, b.name));
}
