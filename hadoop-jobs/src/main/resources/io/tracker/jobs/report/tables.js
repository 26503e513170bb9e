/** So that the parts below are not far away; a click shows all. */
const MOST_ROWS = 25;

/**
 * A table whose columns sort it and whose rows the filter chooses from.
 *
 * columns: {key, title, value(row) to sort by, cell(row), number, hint}; rows: anything with {text} to filter by.
 */
function sortable(id, columns, rows, standard) {
  const [key, direction] = (state.read(id) || standard).split(':');
  const column = columns.find(one => one.key === key) || columns[0];
  const sign = direction === 'desc' ? -1 : 1;
  const kept = rows.filter(row => state.accepts(row.text));
  kept.sort((one, other) => compare(column.value(one), column.value(other), sign));
  const shown = state.all.has(id) ? kept : kept.slice(0, MOST_ROWS);
  return [
    element('div', {class: 'scroll'}, element('table', {id: id + '-table'},
      element('thead', {}, element('tr', {}, columns.map(one => header(id, one, one === column, direction)))),
      element('tbody', {}, shown.map(row => element('tr', {}, columns.map(one =>
        element('td', {class: one.number ? 'number' : one.name ? 'name' : null}, one.cell ? one.cell(row) : String(one.value(row))))))))),
    kept.length === 0 ? element('p', {class: 'quiet'}, rows.length === 0 ? 'None.' : 'Nothing fits the filter.') : null,
    kept.length > shown.length ? element('button', {class: 'more', onclick: () => state.showAll(id)}, 'Show all ' + words.count(kept.length)) : null,
  ];
}

function header(id, column, chosen, direction) {
  const next = chosen ? (direction === 'desc' ? 'asc' : 'desc') : column.number ? 'desc' : 'asc';
  return element('th', {
    class: column.number ? 'number' : null,
    scope: 'col',
    'aria-sort': chosen ? (direction === 'desc' ? 'descending' : 'ascending') : null,
  }, element('button', {type: 'button', title: column.hint, onclick: () => state.write(id, column.key + ':' + next)}, column.title));
}

/** Numbers by size, texts by their letters; what is missing comes last, whatever comes first. */
function compare(one, other, sign) {
  const without = value => value === null || value === undefined;
  if (without(one) || without(other)) {
    return without(one) - without(other);
  }
  return sign * (typeof one === 'number' ? one - other : String(one).localeCompare(String(other), 'en', {numeric: true}));
}
