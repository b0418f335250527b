/* The least that Electron can show: what is left of the app's start without the app. */
const { join } = require('node:path');
// biome-ignore lint/correctness/noUndeclaredDependencies: the runtime that runs this brings it along.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1280, height: 800 });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(join(__dirname, 'index.html'));
});
