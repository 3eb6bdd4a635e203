// The map: the centre, drop points and routes, drawn on a canvas from the board. No tiles: names of counties are
// there to find one's way.

import L from 'leaflet';
import { html } from './html.js';
import { Labels } from './labels.js';
import { routeKey } from './names.js';
import { pause } from './pause.js';
import { t } from './words/index.js';

/** @typedef {import('./board.js').Board} Board */

/** So many vehicles are drawn in one go. */
const AT_ONCE = 8;

const DEPOT = { radius: 9, color: '#fff', weight: 2, fillColor: '#1b1f24', fillOpacity: 1 };

export class PlanMap {
  /**
   * @param {HTMLElement} root
   * @param {Board} board
   * @param {import('./selection.js').Selection} selection
   * @param {(vehicle: string) => {colour: string, dash: string}} look
   */
  constructor(root, board, selection, look) {
    this.board = board;
    this.selection = selection;
    this.look = look;
    this.map = L.map(root, {
      renderer: L.canvas({ padding: 0.2, tolerance: 4 }),
      attributionControl: false,
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      doubleClickZoom: false,
      zoomSnap: 0.25,
      keyboard: true,
    });
    /** What is drawn of each route. @type {Map<string, {line: L.Polyline, points: L.CircleMarker[], far: L.LatLng}>} */
    this.drawn = new Map();
    /** Points of what waits. */
    this.waiting = L.layerGroup();
    /** Areas in which roads are slow or closed today. */
    this.roads = L.layerGroup();
    this.rings = L.layerGroup();
    this.area = L.layerGroup();
    /** @type {((name: {vehicle: string, trip: number, drop?: string}) => void) | undefined} what is told of a click */
    this.whenPicked = undefined;
    /** @type {((at: L.LatLng) => void) | undefined} set while an area is drawn */
    this.whenCorner = undefined;
    this.labels = new Labels(() => this.names());
    /** @type {{name: string, at: L.LatLng}[]} */
    this.counties = [];
    selection.addEventListener('change', () => this.highlight());
    board.addEventListener('change', (event) => {
      const { vehicles, tray } = /** @type {CustomEvent} */ (event).detail;
      vehicles.forEach((/** @type {string} */ vehicle) => this.drawVehicle(vehicle));
      if (tray) this.drawWaiting();
      this.drawRoads();
      this.highlight();
    });
  }

  /** Draws all of it, some vehicles at a time. */
  async draw() {
    const { depot, places } = this.board.told;
    const visited = new Set(this.board.routes().flatMap((r) => r.stops.map((/** @type {any} */ s) => s.drop)));
    const points = Object.entries(places).filter(([drop]) => visited.has(drop));
    const bounds = L.latLngBounds(points.map(([, place]) => [place.lat, place.lon]));
    this.map.fitBounds(bounds.extend([depot.lat, depot.lon]), { padding: [12, 12] });
    for (const group of [this.roads, this.waiting, this.rings, this.area]) group.addTo(this.map);
    this.drawWaiting();
    this.drawRoads();
    L.circleMarker([depot.lat, depot.lon], DEPOT).bindTooltip(depot.name).addTo(this.map);
    this.labels.addTo(this.map);
    for (const [ix, vehicle] of [...this.board.days.keys()].entries()) {
      if (ix % AT_ONCE === 0) await pause();
      this.drawVehicle(vehicle);
    }
    this.highlight();
    this.map.on('click', (event) => this.clicked(event, () => this.selection.clear()));
  }

  /** Points of counties by name, as the server has them. */
  setCounties(/** @type {any} */ collection) {
    this.counties = collection.features.map((/** @type {any} */ one) => {
      const [lon, lat] = one.geometry.coordinates;
      return { name: one.properties.name, at: L.latLng(lat, lon) };
    });
    this.labels.draw();
  }

  drawVehicle(/** @type {string} */ vehicle) {
    for (const [key, { line, points }] of this.drawn) {
      if (!key.startsWith(`${vehicle}|`)) continue;
      line.remove();
      points.forEach((point) => point.remove());
      this.drawn.delete(key);
    }
    for (const route of this.board.day(vehicle)) this.drawn.set(routeKey(route), this.drawRoute(route));
  }

  drawRoute(/** @type {any} */ route) {
    const { depot, places } = this.board.told;
    const { colour, dash } = this.look(route.vehicle);
    const at = (/** @type {any} */ place) => L.latLng(place.lat, place.lon);
    const way = route.stops.map((/** @type {any} */ stop) => at(places[stop.drop]));
    const home = at(depot);
    const line = L.polyline([home, ...way, home], { color: colour, dashArray: dash || undefined, weight: 2 });
    line.on('click', (event) =>
      this.clicked(event, () => {
        this.selection.look(route);
        this.whenPicked?.({ vehicle: route.vehicle, trip: route.trip });
      }),
    );
    const points = route.stops.map((/** @type {any} */ stop, /** @type {number} */ ix) => {
      const late = stop.late_s > 0;
      const point = L.circleMarker(way[ix], {
        radius: 5, color: late ? '#b42318' : colour, weight: late ? 4 : 2, fillColor: '#fff', fillOpacity: 1,
      });
      point.on('click', (event) =>
        this.clicked(event, ({ ctrlKey, metaKey }) => {
          const name = { vehicle: route.vehicle, trip: route.trip, drop: stop.drop };
          if (ctrlKey || metaKey) this.selection.toggle(name);
          else this.selection.only(name);
          this.whenPicked?.(name);
        }),
      );
      point.bindTooltip(() => html`<b>${route.vehicle}·${ix + 1}</b> ${this.board.name(stop.drop)} ${stop.begin} ${t('pouches', { n: stop.pouches })}`.text);
      return point.addTo(this.map);
    });
    line.addTo(this.map).bringToBack();
    const far = way.reduce((/** @type {L.LatLng} */ a, /** @type {L.LatLng} */ b) => (home.distanceTo(b) > home.distanceTo(a) ? b : a), home);
    return { line, points, far };
  }

  /** A click on the map or on what is drawn: while corners are asked for it is one of those. */
  clicked(/** @type {L.LeafletMouseEvent} */ event, /** @type {(event: MouseEvent) => void} */ act) {
    L.DomEvent.stopPropagation(event);
    if (this.whenCorner) this.whenCorner(event.latlng);
    else act(event.originalEvent);
  }

  drawWaiting() {
    this.waiting.clearLayers();
    for (const { drop, name, cards } of this.board.told.tray) {
      const place = this.board.told.places[drop];
      if (!place) continue;
      const point = L.circleMarker([place.lat, place.lon], {
        radius: 6, color: '#1b1f24', weight: 2, dashArray: '2 2', fillColor: '#ffd24d', fillOpacity: 1,
      });
      point.bindTooltip(() => html`${t('tray')}：${name} ${t('cards', { n: cards })}`.text).addTo(this.waiting);
    }
  }

  drawRoads() {
    this.roads.clearLayers();
    for (const { what, text } of this.board.told.incidents) {
      if (what.kind !== 'roads') continue;
      const { circle, polygon } = what.area;
      const look = { color: '#b42318', weight: 3, dashArray: '6 3', fillOpacity: 0.15 };
      const area = circle
        ? L.circle([circle.lat, circle.lon], { ...look, radius: circle.radius_m })
        : L.polygon(polygon.map((/** @type {number[]} */ [lon, lat]) => L.latLng(lat, lon)), look);
      area.bindTooltip(text).addTo(this.roads).bringToBack();
    }
  }

  /** The route that is looked at stands out, and stops that are marked. */
  highlight() {
    const looked = this.selection.route && routeKey(this.selection.route);
    const marked = new Set(this.selection.marked.keys());
    for (const [key, { line, points }] of this.drawn) {
      const on = key === looked;
      const faint = looked !== null && !on;
      const opacity = faint ? 0.3 : 1;
      line.setStyle({ weight: on ? 4 : 2, opacity: faint ? 0.3 : on ? 1 : 0.75 });
      const route = this.board.route({ vehicle: key.split('|')[0], trip: Number(key.split('|')[1]) });
      points.forEach((point, ix) => {
        const chosen = marked.has(`${key}|${route?.stops[ix]?.drop}`);
        point.setStyle({ opacity, fillOpacity: opacity, fillColor: chosen ? '#ffb000' : '#fff' });
        point.setRadius(chosen ? 8 : on ? 6 : faint ? 4 : 5);
        if (on) point.bringToFront();
      });
    }
    this.labels.draw();
  }

  /** Rings these drop points. */
  ring(/** @type {string[]} */ drops) {
    this.rings.clearLayers();
    for (const drop of drops) {
      const place = this.board.told.places[drop];
      if (!place) continue;
      L.circleMarker([place.lat, place.lon], { radius: 8, color: '#d6006c', weight: 2, fill: false, interactive: false }).addTo(this.rings);
    }
  }

  /** Shows an area that is being drawn, by its corners. */
  outline(/** @type {[number, number][]} */ corners) {
    this.area.clearLayers();
    if (corners.length === 0) return;
    const at = corners.map(([lon, lat]) => L.latLng(lat, lon));
    L.polygon(at, { color: '#b42318', weight: 3, dashArray: '6 3', interactive: false }).addTo(this.area);
    at.forEach((point) => L.circleMarker(point, { radius: 3, color: '#b42318', interactive: false }).addTo(this.area));
  }

  /** What is written on the map, the most wanted first. */
  names() {
    const looked = this.selection.route && routeKey(this.selection.route);
    const routes = [...this.drawn].map(([key, { far }]) => {
      const [vehicle, trip] = key.split('|');
      const on = key === looked;
      return { on, at: far, text: trip === '1' ? vehicle : `${vehicle}·${trip}`, colour: this.look(vehicle).colour, strong: true };
    });
    routes.sort((a, b) => Number(b.on) - Number(a.on));
    const counties = this.counties.map(({ name, at }) => ({ at, text: name, colour: '#5a6470', strong: false }));
    return [...routes, ...counties];
  }
}
