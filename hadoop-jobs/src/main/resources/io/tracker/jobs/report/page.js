const report = JSON.parse(document.getElementById('figures').textContent);

/** What the reader chose; it stands in the page's address, so that a view can be sent to a colleague. */
const state = {
  day: report.days.length - 1, filter: '', set: null, all: new Set(), sorts: new URLSearchParams(),
  load() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    const day = report.days.indexOf(chosen.get('day'));
    this.day = day < 0 ? report.days.length - 1 : day;
    this.filter = chosen.get('filter') || '';
    this.set = chosen.get('set');
    this.all = new Set(chosen.getAll('all'));
    ['day', 'filter', 'set', 'all'].forEach(name => chosen.delete(name));
    this.sorts = chosen;
  },
  save() {
    const chosen = new URLSearchParams(this.sorts);
    chosen.set('day', report.days[this.day]);
    if (this.filter) {
      chosen.set('filter', this.filter);
    }
    if (this.set) {
      chosen.set('set', this.set);
    }
    this.all.forEach(id => chosen.append('all', id));
    history.replaceState(null, '', '#' + chosen);
    draw();
  },
  read(id) { return this.sorts.get(id); },
  write(id, sort) { this.sorts.set(id, sort); this.save(); },
  choose(set, day) { this.set = set; this.day = day; this.save(); },
  showAll(id) { this.all.add(id); this.save(); },
  accepts(text) {
    const found = text.toLowerCase();
    return this.filter.toLowerCase().split(/\s+/).every(word => found.includes(word));
  },
};

function tile(id, title, number, words_, tone) {
  return element('button', {type: 'button', class: 'tile ' + tone, onclick: () => document.getElementById(id).scrollIntoView({behavior: 'smooth', block: 'center'})},
    title, element('strong', {}, number), element('span', {}, words_));
}

function tiles() {
  const count = (wanted, days) => report.fleet.flatMap(row => days(row)).filter(cell => wanted.includes(cell.state)).length;
  const today = row => [row.days[state.day]];
  const every = row => row.days;
  const owed = count(['complete', 'late', 'partial', 'missing'], today);
  const done = count(['complete', 'late'], today);
  const late = count(['late'], every);
  const holes = count(['partial', 'missing'], every);
  const now = report.tables.map(row => row.days[state.day]).filter(Boolean);
  const sum = part => now.reduce((total, figures) => total + part(figures), 0);
  const slow = report.hosts.filter(row => row.days[state.day] && row.days[state.day].slow);
  const coerced = report.coerced.filter(row => row.dt === report.days[state.day]).reduce((total, row) => total + row.values.count, 0);
  const range = 'in ' + words.plural(report.days.length, 'day');
  return element('div', {class: 'tiles', id: 'tiles'},
    tile('fleet', 'Complete', done + ' of ' + owed, 'replica sets, dt=' + report.days[state.day], done === owed ? 'good' : 'bad'),
    tile('fleet', 'Late', words.count(late), 'days of replica sets ' + range, late ? 'warn' : 'good'),
    tile('fleet', 'Partial or missing', words.count(holes), 'days of replica sets ' + range, holes ? 'bad' : 'good'),
    tile('hosts', 'Slow hosts', words.count(slow.length), slow.length ? slow.map(row => row.host).slice(0, 3).join(', ') : 'beside their own history', slow.length ? 'bad' : 'good'),
    tile('tables', 'Rows', words.count(sum(figures => figures.rows)), words.bytes(sum(figures => figures.rowBytes)) + ', stored in ' + words.bytes(sum(figures => figures.storedBytes)), ''),
    tile('coerced', 'Coerced values', report.about.warehouse === undefined ? words.none : words.count(coerced), report.about.warehouse === undefined ? 'needs --warehouse' : 'dt=' + report.days[state.day], coerced ? 'warn' : ''),
    tile('changes', 'Schema changes', words.count(report.changes.length), range, report.changes.length ? 'warn' : ''));
}

/** Draws all anew; whoever works with the keyboard stays where they are. */
function draw() {
  const active = document.activeElement;
  const part = active && active.closest('section');
  const place = part ? [...part.querySelectorAll('button, summary')].indexOf(active) : -1;
  document.getElementById('day').value = String(state.day);
  document.getElementById('main').replaceChildren(tiles(), fleetSection(report), hostsSection(report), tablesSection(report),
    changesSection(report), coercedSection(report), evidenceSection(report));
  const again = place < 0 ? undefined : document.getElementById(part.id).querySelectorAll('button, summary')[place];
  if (again) {
    again.focus({preventScroll: true});
  }
}

function begin() {
  state.load();
  document.getElementById('filter').value = state.filter;
  draw();
}

document.title = 'Tracker report ' + report.days[0] + ' to ' + report.days[report.days.length - 1];
document.getElementById('about').textContent = report.days[0] + ' to ' + report.days[report.days.length - 1] + ' · ' + report.about.root
  + ' · made ' + report.about.madeAt.slice(0, 16).replace('T', ' ') + ' UTC';
report.days.forEach((day, index) => document.getElementById('day').append(element('option', {value: index}, day)));
document.getElementById('day').addEventListener('change', event => { state.day = Number(event.target.value); state.save(); });
document.getElementById('filter').addEventListener('input', event => { state.filter = event.target.value; state.save(); });
document.getElementById('controls').addEventListener('submit', event => event.preventDefault());
window.addEventListener('hashchange', begin);
begin();
