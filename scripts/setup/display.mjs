/** Whether a window can be shown: everywhere but on a Linux with neither X11 nor Wayland in reach. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
