import type { Map as MapLibre } from "maplibre-gl";
import { iconName, type MapLevel } from "./station.ts";

/** Size of a station's tile and of a cluster's, in px of the page; drawn at twice that. */
const TILE = { width: 40, height: 36 };
const SCALE = 2;
const EDGE = "#16211f";
const HALO = "#ffffff";
const NO_LEVEL: MapLevel = { rank: 0, letter: "", colour: "#d9d5ca", ink: EDGE, label: "", range: "" };

/** Draws every icon a map can need: for each level a tile plain, stale, simulated and both, and a cluster. */
export function addIcons(map: MapLibre, levels: readonly MapLevel[]): void {
  for (const level of [NO_LEVEL, ...levels]) {
    for (const stale of [false, true]) {
      for (const simulated of [false, true]) {
        addImage(
          map,
          iconName(level.rank, stale, simulated),
          drawTile(level, { stale, simulated, cluster: false }),
        );
      }
    }
    addImage(
      map,
      `cluster-${level.rank}`,
      drawTile(level, { stale: false, simulated: false, cluster: true }),
    );
  }
}

type TileLook = { stale: boolean; simulated: boolean; cluster: boolean };

function addImage(map: MapLibre, name: string, image: ImageData | undefined): void {
  if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: SCALE });
}

function drawTile(level: MapLevel, look: TileLook): ImageData | undefined {
  const canvas = document.createElement("canvas");
  canvas.width = TILE.width * SCALE;
  canvas.height = TILE.height * SCALE;
  const pen = canvas.getContext("2d");
  if (!pen) return undefined;
  pen.scale(SCALE, SCALE);
  drawGround(pen, level, look);
  drawLetter(pen, level);
  if (look.simulated) drawDot(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function drawGround(pen: CanvasRenderingContext2D, level: MapLevel, { stale, cluster }: TileLook): void {
  const radius = cluster ? 15 : 6;
  outline(pen, 1.5, radius + 1);
  pen.fillStyle = HALO;
  pen.fill();
  outline(pen, 3, radius);
  pen.fillStyle = level.colour;
  pen.fill();
  pen.strokeStyle = EDGE;
  pen.lineWidth = stale ? 2 : 1.5;
  pen.setLineDash(stale ? [4, 3] : []);
  pen.stroke();
  pen.setLineDash([]);
  if (!cluster) return;
  outline(pen, 6, radius - 3);
  pen.strokeStyle = level.ink;
  pen.lineWidth = 1.25;
  pen.stroke();
}

function outline(pen: CanvasRenderingContext2D, inset: number, radius: number): void {
  pen.beginPath();
  pen.roundRect(inset, inset, TILE.width - 2 * inset, TILE.height - 2 * inset, radius);
}

function drawLetter(pen: CanvasRenderingContext2D, level: MapLevel): void {
  pen.fillStyle = level.ink;
  pen.font = "600 10px 'Inter Variable', sans-serif";
  pen.textAlign = "center";
  pen.fillText(level.letter, TILE.width / 2, TILE.height - 8);
}

function drawDot(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(TILE.width - 6, 6, 4, 0, 2 * Math.PI);
  pen.fillStyle = HALO;
  pen.fill();
  pen.strokeStyle = EDGE;
  pen.lineWidth = 1.5;
  pen.stroke();
}
