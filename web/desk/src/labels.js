// Words on the map, on a canvas of their own: those that are wanted most first, none over another.

import L from 'leaflet';

/** @typedef {{at: L.LatLng, text: string, colour: string, strong: boolean}} Label */

const FONT = '"Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

export class Labels extends L.Layer {
  /** @param {() => Label[]} labels what is wanted now */
  constructor(labels) {
    super();
    this.labels = labels;
    this.canvas = L.DomUtil.create('canvas', 'labels');
    this.asked = 0;
  }

  onAdd(/** @type {L.Map} */ map) {
    map.getPanes().overlayPane.append(this.canvas);
    map.on('moveend zoomend resize', this.draw, this);
    this.draw();
    return this;
  }

  onRemove(/** @type {L.Map} */ map) {
    this.canvas.remove();
    map.off('moveend zoomend resize', this.draw, this);
    return this;
  }

  /** Once for all that changes before the next picture. */
  draw() {
    if (!this._map || this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      if (this._map) this.paint();
    });
  }

  paint() {
    const size = this._map.getSize();
    const sharp = devicePixelRatio;
    this.canvas.width = size.x * sharp;
    this.canvas.height = size.y * sharp;
    Object.assign(this.canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
    L.DomUtil.setPosition(this.canvas, this._map.containerPointToLayerPoint([0, 0]));
    const on = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    on.scale(sharp, sharp);
    on.textAlign = 'center';
    on.textBaseline = 'middle';
    on.lineJoin = 'round';
    /** @type {number[][]} */
    const taken = [];
    for (const { at, text, colour, strong } of this.labels()) {
      const { x, y } = this._map.latLngToContainerPoint(at);
      on.font = strong ? `700 12px ${FONT}` : `11px ${FONT}`;
      const wide = on.measureText(text).width / 2 + 3;
      const up = strong ? 12 : 0;
      const box = [x - wide, y - up - 8, x + wide, y - up + 8];
      if (box[2] < 0 || box[0] > size.x || box[3] < 0 || box[1] > size.y) continue;
      if (taken.some((o) => o[0] < box[2] && box[0] < o[2] && o[1] < box[3] && box[1] < o[3])) continue;
      taken.push(box);
      on.strokeStyle = '#ffffffd8';
      on.lineWidth = 4;
      on.strokeText(text, x, y - up);
      on.fillStyle = colour;
      on.fillText(text, x, y - up);
    }
  }
}
