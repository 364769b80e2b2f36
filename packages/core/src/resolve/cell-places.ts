import type { LocatedMap } from "../text/located.ts";
import type { CellNode } from "../read/cell-value.ts";
import { type Cell, nodeIn } from "./matrix.ts";
import { fieldPlace, placeOf, type Places } from "./places.ts";
import { type FieldName, type Fields, isFieldName } from "./shot-fields.ts";

/** The place of each field of a shot; references one by one. */
export function placesOf(fields: Fields): Places {
  const places: { [field: string]: Places[string] } = {};
  for (const [name, { node, place }] of fields) {
    places[name] = place;
    if (name === "references" && node.kind === "map") Object.assign(places, placesOfReferences(node, place.path));
  }
  return places;
}

function placesOfReferences(node: LocatedMap, path: string): Places {
  const places: { [field: string]: Places[string] } = {};
  for (const [kind, { value }] of node.entries) {
    const items = value.kind === "list" ? value.items : [value];
    for (const [index, item] of items.entries()) {
      places[`references.${kind}[${index}]`] = fieldPlace(item, `${path}.${kind}[${index}]`);
    }
  }
  return places;
}

/** A matrix name that sets a field is in the matrix. Cells that share their values share their places. */
export function createCellPlaces(): (cell: Cell, places: Places) => Places {
  const known = new Map<Places, Map<CellNode, Places>>();
  const withNode = (places: Places, name: FieldName, node: CellNode): Places => {
    const ofPlaces = known.get(places) ?? new Map<CellNode, Places>();
    known.set(places, ofPlaces);
    const found = ofPlaces.get(node) ?? { ...places, [name]: { ...placeOf(node), path: `matrix.${name}` } };
    ofPlaces.set(node, found);
    return found;
  };
  return (cell, places) => {
    let inCell = places;
    for (const name in cell.values) {
      const node = isFieldName(name) ? nodeIn(cell, name) : undefined;
      if (isFieldName(name) && node !== undefined) inCell = withNode(inCell, name, node);
    }
    return inCell;
  };
}
