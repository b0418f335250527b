/** What puts the rooms together, for the app or for other programs: it knows all of them, so that its arrows say nothing. */
const START = ['main/index', 'main/compose', 'main/library'];

/**
 * The floors of the house, from the top down, each with its rooms and the folders and files under `src` that a room is
 * made of. Imports go down only.
 */
export const FLOORS = [
  { floor: 'outside', rooms: { screens: ['renderer', 'preload'], doors: ['main/ipc', 'main/cli', 'main/desktop'] } },
  { floor: 'who looks', rooms: { session: ['main/session', 'main/sample', 'main/assistant'] } },
  { floor: 'cycle', rooms: { collection: ['main/collection'], delivery: ['main/delivery'] } },
  { floor: 'change', rooms: { actions: ['main/actions'] } },
  { floor: 'read', rooms: { queries: ['main/queries', 'main/worker'] } },
  {
    floor: 'keep and ask',
    rooms: {
      store: ['main/store'],
      providers: ['main/providers', 'main/forecast-model'],
      simulator: ['main/simulator'],
    },
  },
];

/** Known by rooms on every floor, so that an arrow to them says nothing: what decides, the nouns, and the tools. */
const GROUND = [
  'shared',
  ...['build-constants', 'changes', 'clock', 'config', 'files', 'http', 'log', 'ports', 'press-job', 'secrets'].map(
    (name) => `main/${name}`,
  ),
];

/** More cannot be remembered. */
const MOST_ARROWS = 25;

/**
 * The room that a source file stands in.
 *
 * @param {string} path from the project's root, with forward slashes
 * @returns {string | null} a room of `FLOORS`, `start`, or `ground`; null for what is no source of ours
 */
export function roomOf(path) {
  if (!path.startsWith('src/')) return null;
  const inside = path.slice('src/'.length).replace(/(\.d)?\.[^./]+$/, '');
  const isIn = (place) => inside === place || inside.startsWith(`${place}/`);
  if (START.some(isIn)) return 'start';
  if (GROUND.some(isIn)) return 'ground';
  for (const { rooms } of FLOORS) {
    for (const [room, places] of Object.entries(rooms)) if (places.some(isIn)) return room;
  }
  throw new Error(`${path} stands in no room: give it one in scripts/architecture/room-graph.mjs.`);
}

/**
 * Folds the imports between files into imports between rooms.
 *
 * @param {{ source: string, dependencies: { resolved: string }[] }[]} modules as dependency-cruiser lists them
 * @returns {[from: string, to: string][]} sorted, without those from the start and to the ground
 * @throws where an import leads up, or where there are more arrows than a person remembers
 */
export function roomGraph(modules) {
  const arrows = new Set();
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    if (!from || from === 'start') continue;
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (!to || to === from || to === 'ground') continue;
      if (floorOf(to) <= floorOf(from))
        throw new Error(`${source} imports ${resolved}, which is not on a lower floor.`);
      arrows.add(`${from} ${to}`);
    }
  }
  if (arrows.size > MOST_ARROWS) {
    throw new Error(
      `${arrows.size} arrows between rooms, of ${MOST_ARROWS} at most: ${[...arrows].sort().join(', ')}.`,
    );
  }
  return [...arrows].sort().map((arrow) => arrow.split(' '));
}

/** How far below the roof a room is; the ground is below all. */
function floorOf(room) {
  const floor = FLOORS.findIndex(({ rooms }) => room in rooms);
  return floor === -1 ? FLOORS.length : floor;
}

/** Writes the house in Mermaid's language, a box for each floor. */
export function toMermaid(arrows) {
  const boxes = FLOORS.flatMap(({ floor, rooms }) => [
    `  subgraph ${floor.replaceAll(' ', '_')}["${floor}"]`,
    ...Object.keys(rooms).map((room) => `    ${room}`),
    '  end',
  ]);
  return `${['graph TD', ...boxes, ...arrows.map(([from, to]) => `  ${from} --> ${to}`)].join('\n')}\n`;
}
