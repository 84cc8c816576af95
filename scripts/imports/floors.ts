/** The floor each room stands on. A room imports only from rooms on floors below its own. */
export const FLOORS: Readonly<Record<string, number>> = {
  base: 1,
  media: 2,
  gpu: 2,
  quality: 2,
  policy: 2,
  statistics: 2,
  slowfast: 3,
  judges: 4,
  scoring: 5,
  corpus: 5,
  charts: 6,
  trainer: 6,
  app: 7,
  cli: 7,
};

/** The doors of a room: its public face, and beside it what exists only in Node or only on the page. */
const DOORS: readonly string[] = ['index', 'node', 'page'];

/** Text and data, not code: open to every room. */
const SHELVES = ['shaders/', 'public/', 'package.json'];

/** One import as written: the importing file, and what stands between the quotes. */
export interface Import {
  /** Repository-relative, with forward slashes, e.g. `src/media/open.ts`. */
  readonly from: string;
  readonly specifier: string;
}

/** Why an import may not stand, in one sentence; undefined when it may. `packages` are those the project declares. */
export function whyForbidden(entry: Import, packages: ReadonlySet<string>): string | undefined {
  const { from, specifier } = entry;
  const [path = ''] = specifier.split('?');
  if (!path.startsWith('.')) return whyPackageForbidden(path, packages);
  if (/\.(ts|js)$/.test(path)) return `${from} imports '${specifier}' with a file extension; leave it out`;

  const target = resolvePath(from, path);
  if (SHELVES.some((shelf) => target.startsWith(shelf))) return undefined;
  if (from.startsWith('tests/')) return undefined;
  const own = roomOf(from);
  const other = roomOf(target);
  if (own === other) return undefined;
  if (!from.startsWith('src/')) return !target.startsWith('src/') ? undefined : whyPastTheDoor(entry, other, target);
  const ownFloor = FLOORS[own];
  const otherFloor = FLOORS[other];
  if (ownFloor === undefined) return `${from} stands in no room: src/${own} has no floor`;
  if (otherFloor === undefined) return `${from} imports '${specifier}', which is in no room of the house`;
  if (otherFloor < ownFloor) return whyPastTheDoor(entry, other, target);
  const direction = otherFloor === ownFloor ? 'beside' : 'above';
  return `${from} (floor ${ownFloor}) imports '${specifier}' of src/${other} (floor ${otherFloor}), a room ${direction} it`;
}

/** A room is entered by a door only. */
function whyPastTheDoor({ from, specifier }: Import, room: string, target: string): string | undefined {
  if (room === '' || specifier.endsWith('.css')) return undefined;
  const door = target.split('/').slice(2).join('/') || 'index';
  if (DOORS.includes(door)) return undefined;
  return `${from} imports '${specifier}' past the door of src/${room}; import it from src/${room}/index.ts`;
}

function whyPackageForbidden(specifier: string, packages: ReadonlySet<string>): string | undefined {
  if (specifier.startsWith('node:')) return undefined;
  const parts = specifier.split('/');
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
  return packages.has(name) ? undefined : `'${specifier}' is imported but ${name} is not declared in package.json`;
}

/** The room of a repository-relative path: the folder right under src. */
function roomOf(path: string): string {
  const [top, room = '', ...rest] = path.split('/');
  if (top !== 'src') return `../${top ?? ''}`;
  return rest.length === 0 && !(room in FLOORS) ? '' : room;
}

function resolvePath(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
