// Dragging with the mouse. An element becomes draggable when it is pressed, so that hundreds of stops cost nothing.

import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { names } from './describe.js';
import { byId, fill, html } from './html.js';
import { stopAt } from './names.js';
import { placeAt } from './slot.js';

/** @typedef {import('./grab.js').Taken} Taken */

/**
 * @param {import('./lanes.js').Lanes} lanes
 * @param {import('./mover.js').Mover} mover
 */
export function dragging(lanes, mover) {
  const { board, selection } = lanes;
  /** @type {WeakSet<Element>} */
  const ready = new WeakSet();

  /** What is dragged with `element`: all that is marked, if it is. @returns {Taken} */
  const taken = (/** @type {HTMLElement} */ element) => {
    if (element.matches('.waiting')) return { waiting: element.dataset.drop ?? '' };
    const stop = stopAt(element);
    return { stops: selection.has(stop) ? selection.stops() : [stop] };
  };

  document.addEventListener('pointerdown', ({ target }) => {
    const element = target instanceof Element && target.closest('.lane:not(.frozen) .stop, #tray .waiting');
    if (!(element instanceof HTMLElement) || ready.has(element)) return;
    ready.add(element);
    draggable({
      element,
      getInitialData: () => ({ taken: taken(element) }),
      onGenerateDragPreview: ({ source, nativeSetDragImage }) => {
        const what = /** @type {Taken} */ (source.data.taken);
        if (!('stops' in what) || what.stops.length === 1) return;
        setCustomNativeDragPreview({
          nativeSetDragImage,
          render: ({ container }) => fill(container, html`<div class="preview">${names.stops(what.stops, board)}</div>`),
        });
      },
    });
  });

  const target = (/** @type {HTMLElement} */ lane) =>
    dropTargetForElements({
      element: lane,
      canDrop: () => !lane.matches('.frozen'),
      getData: ({ input }) => ({ target: placeAt(lane, input.clientX, input.clientY) }),
    });
  lanes.whenMade.push(target);
  dropTargetForElements({ element: byId('tray'), getData: () => ({ target: 'tray' }) });
  autoScrollForElements({ element: lanes.root });

  monitorForElements({
    onDragStart: ({ source }) => mover.take(/** @type {Taken} */ (source.data.taken)),
    onDrag: ({ location }) => mover.aim(/** @type {any} */ (location.current.dropTargets[0]?.data.target ?? null)),
    onDropTargetChange: ({ location }) =>
      mover.aim(/** @type {any} */ (location.current.dropTargets[0]?.data.target ?? null)),
    onDrop: ({ location }) => {
      if (location.current.dropTargets.length === 0) mover.cancel();
      else {
        mover.aim(/** @type {any} */ (location.current.dropTargets[0].data.target));
        mover.drop();
      }
    },
  });
}
