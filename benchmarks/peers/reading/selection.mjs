// Which fields a selection names, at any depth: enough to leave out statements and columns that nothing asks for.
const known = new WeakMap();

/** Return the names below a field, alone and as `parent.name`; worked out once for a document, which the servers keep. */
export function selectedNames({ fieldNodes, fragments }) {
  const [field] = fieldNodes;
  if (!known.has(field)) {
    const names = new Set();
    for (const node of fieldNodes) collect(node.name.value, node.selectionSet, fragments, names);
    known.set(field, names);
  }
  return known.get(field);
}

function collect(parent, selectionSet, fragments, names) {
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind === "Field") {
      const name = selection.name.value;
      names.add(name).add(`${parent}.${name}`);
      collect(name, selection.selectionSet, fragments, names);
    } else {
      const below = selection.kind === "FragmentSpread" ? fragments[selection.name.value] : selection;
      collect(parent, below.selectionSet, fragments, names);
    }
  }
}
