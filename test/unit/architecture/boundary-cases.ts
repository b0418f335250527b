type Import = readonly [file: string, module: string];

/** One forbidden import; the rule must be reported for the file of its first import. */
export interface ForbiddenImport {
  readonly rule: string;
  readonly imports: readonly Import[];
}

const forbid = (rule: string, ...imports: Import[]): ForbiddenImport => ({ rule, imports });
const coreRooms = ['calendar', 'usage', 'forecasting', 'pricing', 'costs', 'alerts', 'recommendations', 'reports'];

/** For every rule of the boundary check at least one import that it must refuse. */
export const forbiddenImports: readonly ForbiddenImport[] = [
  forbid('no-cycles', ['src/main/queries/a.ts', '#main/queries/b'], ['src/main/queries/b.ts', '#main/queries/a']),
  forbid('resolvable', ['src/main/queries/c.ts', '#main/queries/nowhere']),
  forbid('shared-knows-only-itself', ['src/shared/core/usage/a.ts', 'node:fs']),
  forbid('shared-knows-only-itself', ['src/shared/core/usage/b.ts', 'got']),
  forbid('shared-knows-only-itself', ['src/shared/format/a.ts', '#main/clock']),
  forbid('domain-is-the-ground', ['src/shared/domain/a.ts', '#shared/core/usage/x']),
  forbid('core-without-ipc', ['src/shared/core/reports/a.ts', "import type { X } from '#shared/ipc/x';"]),
  ...coreRooms
    .slice(0, -1)
    .map((room, index) =>
      forbid(`core-order-${room}`, [`src/shared/core/${room}/order.ts`, `#shared/core/${coreRooms[index + 1]}/x`]),
    ),
  forbid('core-order-calendar', ['src/shared/core/calendar/far.ts', '#shared/core/reports/x']),
  forbid('renderer-knows-shared', ['src/renderer/a.tsx', '#main/queries/x']),
  forbid('renderer-knows-shared', ['src/renderer/b.tsx', "import type { X } from '#main/queries/x';"]),
  forbid('renderer-without-node', ['src/renderer/c.tsx', 'electron']),
  forbid('renderer-without-node', ['src/renderer/d.tsx', 'got']),
  forbid('renderer-without-builtins', ['src/renderer/e.tsx', 'node:path']),
  forbid(
    'renderer-without-price-data',
    ['src/renderer/f.tsx', '#shared/core/pricing/list'],
    ['src/shared/core/pricing/list.ts', './data/prices.json'],
  ),
  forbid('preload-is-thin', ['src/preload/index.ts', '#shared/ipc/x']),
  forbid('preload-only-electron', ['src/preload/other.ts', 'zod']),
  forbid('electron-in-few-places', ['src/main/queries/d.ts', 'electron']),
  forbid('electron-in-few-places', ['src/main/ipc/usage.ts', 'electron']),
  forbid('electron-in-few-places', ['src/main/secrets/keychain.ts', "import type { App } from 'electron';"]),
  forbid('main-without-window', ['src/main/delivery/a.ts', "import '../../renderer/a.tsx';"]),
  forbid('doors-ask-and-act', ['src/main/ipc/a.ts', '#main/store/x']),
  forbid('doors-ask-and-act', ['src/main/cli/a.ts', '#main/providers/vercel/x']),
  forbid('doors-ask-and-act', ['src/main/desktop/a.ts', "import type { X } from '#main/store/x';"]),
  forbid('doors-hold-no-parts', ['src/main/ipc/b.ts', "import type { X } from '#main/queries/read-parts';"]),
  forbid('doors-hold-no-parts', ['src/main/cli/b.ts', '#main/actions/decision-parts']),
  forbid('doors-hold-no-parts', ['src/main/desktop/b.ts', "import type { X } from '#main/collection/cycle-parts';"]),
  forbid('doors-are-outermost', ['src/main/delivery/b.ts', '#main/desktop/x']),
  forbid('library-is-outermost', ['src/main/session/a.ts', '#main/library/x']),
  forbid('library-is-outermost', ['src/main/cli/d.ts', '#main/library/x']),
  forbid('cycles-through-the-facade', ['src/main/session/b.ts', '#main/collection/run-cycle']),
  forbid('cycles-through-the-facade', ['src/main/sample/a.ts', '#main/collection/keep-answer']),
  forbid('actions-without-collection', ['src/main/actions/a.ts', '#main/collection/x']),
  forbid('queries-only-read', ['src/main/queries/e.ts', '#main/actions/x']),
  forbid('queries-only-read', ['src/main/queries/f.ts', "import type { X } from '#main/session/account-session';"]),
  forbid('queries-get-a-read-store', ['src/main/queries/g.ts', "import type { Store } from '#main/store/store';"]),
  forbid('queries-get-a-read-store', ['src/main/queries/h.ts', '#main/store/repositories/settings']),
  forbid('quantities-before-standings', ['src/main/queries/bill/a.ts', '#main/queries/standings/x']),
  forbid('quantities-before-standings', [
    'src/main/queries/usage/metric-a.ts',
    "import type { X } from '#main/queries/standings/x';",
  ]),
  forbid('providers-apart', ['src/main/providers/vercel/a.ts', '#main/providers/redis/x']),
  forbid(
    'providers-apart',
    ['src/main/providers/redis/b.ts', "import '../openai/x';"],
    ['src/main/providers/redis/c.ts', '#main/providers/openai/x'],
  ),
  forbid('providers-never-write', ['src/main/providers/redis/d.ts', '#main/store/x']),
  forbid('sql-in-store', ['src/main/actions/b.ts', 'drizzle-orm']),
  forbid('sql-in-store', ['src/main/worker/a.ts', "import type Database from 'better-sqlite3';"]),
  forbid('worker-is-store-and-core', ['src/main/worker/b.ts', '#main/collection/x']),
  forbid('shipped-packages', ['src/main/delivery/c.ts', 'chart.js']),
  forbid('shipped-packages', ['src/main/delivery/d.ts', "import type { Chart } from 'chart.js';"]),
];

/** Imports that the architecture wants; none may be refused. */
export const allowedImports: readonly Import[] = [
  ['src/shared/core/usage/a.ts', '#shared/core/calendar/x'],
  ['src/shared/core/reports/a.ts', '#shared/core/calendar/x'],
  ['src/shared/core/calendar/a.ts', 'temporal-polyfill'],
  ['src/shared/ipc/a.ts', 'zod'],
  ['src/renderer/a.tsx', '#shared/core/costs/x'],
  ['src/renderer/a.tsx', 'chart.js'],
  ['src/preload/index.ts', 'electron'],
  ['src/preload/index.ts', "import type { X } from '#shared/ipc/x';"],
  ['src/main/index.ts', 'electron'],
  ['src/main/index.ts', '#main/compose'],
  ['src/main/compose.ts', '#main/store/x'],
  ['src/main/compose.ts', '#main/ipc/x'],
  ['src/main/compose.ts', '#main/providers/vercel/x'],
  ['src/main/desktop/a.ts', 'electron'],
  ['src/main/ipc/electron-wrapper.ts', 'electron'],
  ['src/main/secrets/safe-storage.ts', 'electron'],
  ['src/main/cli/a.ts', '#main/queries/x'],
  ['src/main/cli/a.ts', "import type { Account } from '#main/session/account-session';"],
  ['src/main/queries/a.ts', "import type { ReadStore } from '#main/store/read-store';"],
  ['src/main/queries/usage/usage-a.ts', '#main/queries/standings/x'],
  ['src/main/queries/standings/a.ts', '#main/queries/usage/metric-x'],
  ['src/main/cli/a.ts', '#main/actions/x'],
  ['src/main/ipc/a.ts', '#main/collection/service'],
  ['src/main/library/a.ts', '#main/collection/monitoring-service'],
  ['src/main/library/a.ts', '#main/providers/vercel/x'],
  ['src/main/session/c.ts', '#main/collection/monitoring-service'],
  ['src/main/collection/a.ts', '#main/actions/x'],
  ['src/main/collection/a.ts', '#main/providers/index'],
  ['src/main/providers/index.ts', '#main/providers/redis/x'],
  ['src/main/providers/redis/a.ts', '#main/http/x'],
  ['src/main/store/a.ts', 'better-sqlite3'],
  ['src/main/store/a.ts', 'drizzle-orm'],
  ['src/main/worker/a.ts', '#main/store/x'],
  ['src/main/worker/a.ts', '#shared/core/forecasting/x'],
];
