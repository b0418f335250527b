/** Known by every room, so that an arrow to it says nothing. */
const ground = 'shared/domain';

/**
 * Folds the imports between files into imports between rooms.
 *
 * @param {{ source: string, dependencies: { resolved: string }[] }[]} modules as dependency-cruiser lists them
 * @returns {{ rooms: string[], arrows: [from: string, to: string][] }} sorted, without arrows to the domain's nouns
 */
export function roomGraph(modules) {
  const rooms = new Set();
  const arrows = new Set();
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    if (!from) continue;
    rooms.add(from);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (to && to !== from && to !== ground) arrows.add(`${from} ${to}`);
    }
  }
  return { rooms: [...rooms].sort(), arrows: [...arrows].sort().map((arrow) => arrow.split(' ')) };
}

/**
 * The room that a source file stands in.
 *
 * @param {string} path from the project's root, with forward slashes
 * @returns {string | null} such as `shared/core/usage`, `main/store`, `renderer`; null for what is no source of ours
 */
export function roomOf(path) {
  if (!path.startsWith('src/')) return null;
  const [process, ...inside] = path
    .replace(/\.[^./]+$/, '')
    .split('/')
    .slice(1);
  if (process === 'renderer' || process === 'preload') return process;
  const depth = inside[0] === 'core' && inside.length > 2 ? 2 : 1;
  return [process, ...inside.slice(0, depth)].join('/');
}

/** Writes the graph in Mermaid's language, one box a process. */
export function toMermaid({ rooms, arrows }) {
  const id = (room) => room.replace(/[^a-z]/g, '_');
  const box = (name, members) => [
    `  subgraph ${name}`,
    ...members.map((room) => `    ${id(room)}["${room.replace(`${name}/`, '')}"]`),
    '  end',
  ];
  const processes = [...new Set(rooms.map((room) => room.split('/')[0]))];
  const boxes = processes.flatMap((name) => {
    const members = rooms.filter((room) => room.split('/')[0] === name);
    return members.length === 1 && members[0] === name ? [`  ${id(name)}["${name}"]`] : box(name, members);
  });
  const lines = arrows.map(([from, to]) => `  ${id(from)} --> ${id(to)}`);
  return `${['graph LR', ...boxes, ...lines].join('\n')}\n`;
}
