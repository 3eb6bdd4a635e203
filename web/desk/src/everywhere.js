// Keys that work wherever one is.

export function everywhere(
  /** @type {import('./work.js').Work} */ work,
  /** @type {(panel: string) => void} */ show,
  /** @type {HTMLElement} */ filter,
) {
  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open]')) return;
    const typing = event.target instanceof Element && event.target.matches('input:not([type=checkbox]), textarea, select');
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !typing && (key === 'z' || key === 'y')) {
      work.step(key === 'y' || event.shiftKey ? 'redo' : 'undo');
    } else if (event.key === '?' && !typing) {
      show('help');
    } else if (event.key === '/' && !typing) {
      filter.focus();
    } else {
      return;
    }
    event.preventDefault();
  });
}
