const STATES = {
  complete: ['✓', 'complete', 'all that it owes is there, in time'],
  late: ['◷', 'late', 'complete, and after the deadline'],
  partial: ['◐', 'partial', 'some of what it owes is not there'],
  missing: ['✕', 'missing', 'nothing is recorded'],
  unexpected: ['?', 'unexpected', 'recorded, and fleet.json does not expect it'],
  none: ['·', 'not expected', 'not expected, and not there'],
};

/** Replica sets by days; a click on a cell tells what it knows. */
function fleetSection(report) {
  const rows = report.fleet.filter(row => state.accepts(row.replicaSet));
  const legend = Object.entries(STATES).map(([name, [sign, title, hint]]) =>
    element('span', {class: 'tag ' + name, title: hint}, sign + ' ' + title));
  const deadline = 'late after ' + words.seconds(report.about.lateAfterSeconds) + ' from 00:00 UTC';
  return section('fleet', 'Fleet by day', words.plural(rows.length, 'replica set') + '; ' + deadline,
    element('div', {class: 'legend'}, legend),
    element('div', {class: 'scroll'}, element('table', {class: 'grid', id: 'fleet-table'},
      element('thead', {}, element('tr', {}, element('th', {}), report.days.map((day, index) =>
        element('th', {scope: 'col', class: index === state.day ? 'chosen' : null}, words.weekday(day), element('br'), words.day(day))))),
      element('tbody', {}, rows.map(row => element('tr', {}, element('th', {scope: 'row'}, row.replicaSet),
        row.days.map((cell, index) => element('td', {}, fleetCell(report, row, cell, index)))))))),
    fleetDetail(report));
}

function fleetCell(report, row, cell, index) {
  const [sign, title] = STATES[cell.state];
  const text = row.replicaSet + ' dt=' + report.days[index] + ': ' + title + (cell.owed > 0 ? ', ' + cell.there + ' of ' + cell.owed : '');
  return element('button', {
    type: 'button', class: cell.state, title: text, 'aria-label': text,
    'aria-pressed': state.set === row.replicaSet && state.day === index ? 'true' : 'false',
    onclick: () => state.choose(row.replicaSet, index),
  }, cell.state === 'partial' && cell.owed > 0 ? Math.floor(100 * cell.there / cell.owed) + '%' : sign);
}

function fleetDetail(report) {
  const row = report.fleet.find(one => one.replicaSet === state.set);
  if (!row) {
    return null;
  }
  const cell = row.days[state.day];
  const dt = report.days[state.day];
  const done = cell.completed ? ', ended ' + words.time(cell.completed.at, dt) + ' UTC by ' + cell.completed.by : '';
  const notes = cell.notes.map(note => element('li', {}, note));
  if (cell.moreNotes > 0) {
    notes.push(element('li', {class: 'quiet'}, 'and ' + words.count(cell.moreNotes) + ' more; tracker-jobs status --json names all'));
  }
  return element('div', {class: 'detail', id: 'fleet-detail'},
    element('span', {class: 'tag ' + cell.state}, STATES[cell.state][1]), ' ', element('strong', {}, row.replicaSet), ' dt=' + dt + ': ',
    words.count(cell.there) + ' of ' + words.plural(cell.owed, 'table') + done,
    notes.length > 0 ? element('ul', {}, notes) : null);
}
