import dbus from 'dbus-next';

const { Message, Variant } = dbus;

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** A row of the tray's menu, as the desktop got it. */
export interface TrayEntry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly children: readonly TrayEntry[];
}

/** The part of a desktop that shows tray icons: registers the app's icon, reads it, clicks it. */
export class TrayHost {
  private readonly bus = dbus.sessionBus();
  private readonly items: { service: string; path: string }[] = [];

  /** Takes the name that apps look for. Must run before the app starts. */
  async start(): Promise<void> {
    const { items } = this;
    class Watcher extends dbus.interface.Interface {
      RegisterStatusNotifierItem(service: string): void {
        items.push(service.startsWith('/') ? { service: '', path: service } : { service, path: '/StatusNotifierItem' });
      }
      RegisterStatusNotifierHost(): void {
        throw new dbus.DBusError('org.freedesktop.DBus.Error.NotSupported', 'The test is the only host.');
      }
      get IsStatusNotifierHostRegistered(): boolean {
        return true;
      }
      get RegisteredStatusNotifierItems(): string[] {
        return items.map(({ service }) => service);
      }
      get ProtocolVersion(): number {
        return 0;
      }
    }
    Watcher.configureMembers({
      methods: {
        RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
        RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
      },
      properties: {
        IsStatusNotifierHostRegistered: { signature: 'b', access: dbus.interface.ACCESS_READ },
        RegisteredStatusNotifierItems: { signature: 'as', access: dbus.interface.ACCESS_READ },
        ProtocolVersion: { signature: 'i', access: dbus.interface.ACCESS_READ },
      },
    });
    await this.bus.requestName(WATCHER, 0);
    this.bus.export('/StatusNotifierWatcher', new Watcher(WATCHER));
  }

  /** Whether the icon that came last is still there: an app that has quit leaves its entry behind. */
  async hasIcon(): Promise<boolean> {
    const item = this.items.at(-1);
    if (item === undefined) return false;
    const [isOwned] = await this.send(
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus',
      'NameHasOwner',
      's',
      [item.service],
    );
    return isOwned === true;
  }

  async tooltip(): Promise<string> {
    const [, , title, text] = (await this.property(ITEM, 'ToolTip')) as [string, unknown, string, string];
    return title || text;
  }

  /** How solid each pixel of the icon is, 0 to 255, row by row. */
  async iconAlpha(): Promise<number[]> {
    const [picture] = (await this.property(ITEM, 'IconPixmap')) as [number, number, Uint8Array][];
    return [...(picture?.[2] ?? [])].filter((_byte, at) => at % 4 === 0);
  }

  async menu(): Promise<readonly TrayEntry[]> {
    const [, root] = await this.call(await this.menuPath(), MENU, 'GetLayout', 'iias', [0, -1, []]);
    return entryOf(root).children;
  }

  /** Clicks the icon itself. */
  async activate(): Promise<void> {
    await this.call(this.item().path, ITEM, 'Activate', 'ii', [0, 0]);
  }

  async click(entry: TrayEntry): Promise<void> {
    await this.call(await this.menuPath(), MENU, 'Event', 'isvu', [entry.id, 'clicked', new Variant('s', ''), 0]);
  }

  stop(): void {
    this.bus.disconnect();
  }

  private async menuPath(): Promise<string> {
    return String(await this.property(ITEM, 'Menu'));
  }

  private async property(face: string, name: string): Promise<unknown> {
    const [value] = await this.call(this.item().path, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [face, name]);
    return (value as { value: unknown }).value;
  }

  private call(path: string, face: string, member: string, signature: string, body: unknown[]): Promise<unknown[]> {
    return this.send(this.item().service, path, face, member, signature, body);
  }

  /** Raw calls, because Electron's object does not describe itself. */
  private async send(
    destination: string,
    path: string,
    face: string,
    member: string,
    signature: string,
    body: unknown[],
  ): Promise<unknown[]> {
    const answer = await this.bus.call(new Message({ destination, path, interface: face, member, signature, body }));
    return answer?.body ?? [];
  }

  private item(): { service: string; path: string } {
    const item = this.items.at(-1);
    if (item === undefined) throw new Error('No icon has been registered.');
    return item;
  }
}

function entryOf(node: unknown): TrayEntry {
  const [id, properties, children] = node as [number, Record<string, { value: unknown }>, { value: unknown }[]];
  return {
    id,
    label: String(properties['label']?.value ?? ''),
    enabled: properties['enabled']?.value !== false,
    children: children.map((child) => entryOf(child.value)),
  };
}
