/** Tables of the chosen day, and how they grew since the day before. */
function tablesSection(report) {
  const rows = report.tables.filter(row => row.days[state.day]).map(row => ({
    text: row.dataset + '.' + row.table, now: row.days[state.day], all: row.days,
  }));
  const chart = row => lineOf(row.all.map(day => day ? day.rows : null), state.day, 'rows by day: ' + row.all.map(day => day ? words.count(day.rows) : words.none).join(', '));
  const percent = change => change ? (change.percent === undefined ? (change.by > 0 ? Infinity : 0) : change.percent) : null;
  return section('tables', 'Tables', words.plural(rows.length, 'table') + ' of dt=' + report.days[state.day],
    sortable('tables', [
      {key: 'table', title: 'Table', value: row => row.text, name: true},
      {key: 'shards', title: 'Shards', number: true, value: row => row.now.shards, cell: row => words.count(row.now.shards)},
      {key: 'rows', title: 'Rows', number: true, value: row => row.now.rows, cell: row => words.count(row.now.rows)},
      {key: 'rows-change', title: 'since the day before', number: true, value: row => percent(row.now.rowsChange), cell: row => changeCell(row.now.rowsChange, words.count)},
      {key: 'bytes', title: 'Bytes', number: true, hint: 'encoded bytes of the rows', value: row => row.now.rowBytes, cell: row => words.bytes(row.now.rowBytes)},
      {key: 'bytes-change', title: 'since the day before', number: true, value: row => percent(row.now.bytesChange), cell: row => changeCell(row.now.bytesChange, words.bytes)},
      {key: 'stored', title: 'Stored', number: true, hint: 'compressed bytes in the store', value: row => row.now.storedBytes, cell: row => words.bytes(row.now.storedBytes)},
      {key: 'trend', title: 'Rows by day', value: row => row.now.rows, cell: chart},
    ], rows, 'bytes:desc'));
}

/** Each host's night beside the median of its own earlier ones. */
function hostsSection(report) {
  const rows = report.hosts.filter(row => row.days[state.day]).map(row => {
    const now = row.days[state.day];
    const share = now.bytesPerSecond !== undefined && now.medianBytesPerSecond ? now.bytesPerSecond / now.medianBytesPerSecond : null;
    return {text: row.replicaSet + ' ' + row.host, set: row.replicaSet, host: row.host, now, share, days: row.days};
  });
  const bar = (day, index) => !day || day.bytesPerSecond === undefined ? null
    : {value: day.bytesPerSecond, slow: day.slow, title: report.days[index] + ': ' + words.rate(day.bytesPerSecond) + ', ' + words.seconds(day.seconds)};
  const rank = row => row.now.slow ? 0 : row.now.history === 'none' ? 2 : 1;
  const verdict = row => element('span', {
    class: ['tag missing', 'tag complete', 'quiet'][rank(row)],
    title: words.plural(row.now.earlierNights, 'earlier night') + (row.now.history === 'own' ? ' of this host' : ' of its replica set'),
  }, ['slow', 'as usual', 'no history'][rank(row)]);
  const basis = {own: 'its own', 'replica-set': 'its replica set’s', none: words.none};
  return section('hosts', 'Hosts beside their own history', 'the nightly backup is a benchmark: dt=' + report.days[state.day] + ' and the median of earlier nights',
    sortable('hosts', [
      {key: 'set', title: 'Replica set', value: row => row.set, name: true},
      {key: 'host', title: 'Host', value: row => row.host, name: true},
      {key: 'verdict', title: 'Night', value: rank, cell: verdict},
      {key: 'speed', title: 'Speed', number: true, value: row => row.now.bytesPerSecond, cell: row => words.rate(row.now.bytesPerSecond)},
      {key: 'basis', title: 'beside', hint: 'earlier nights of the host, or of its replica set where the host has fewer than 3', value: row => basis[row.now.history]},
      {key: 'median', title: 'usually', number: true, hint: 'median of those nights', value: row => row.now.medianBytesPerSecond, cell: row => words.rate(row.now.medianBytesPerSecond)},
      {key: 'share', title: 'of usual', number: true, value: row => row.share, cell: row => row.share === null ? words.none : Math.round(100 * row.share) + ' %'},
      {key: 'seconds', title: 'Time', number: true, hint: 'in which at least one table was under way', value: row => row.now.seconds, cell: row => words.seconds(row.now.seconds)},
      {key: 'usually', title: 'usually', number: true, hint: 'median of those nights', value: row => row.now.medianSeconds, cell: row => words.seconds(row.now.medianSeconds)},
      {key: 'bytes', title: 'Bytes', number: true, value: row => row.now.rowBytes, cell: row => words.bytes(row.now.rowBytes)},
      {key: 'trend', title: 'Speed by day', value: row => row.now.bytesPerSecond, cell: row => barsOf(row.days.map(bar), state.day, row.now.medianBytesPerSecond)},
    ], rows, 'share:asc'));
}

/** What outputs could not hold as it is. */
function coercedSection(report) {
  if (report.about.warehouse === undefined) {
    return section('coerced', 'Coerced values', '', element('p', {class: 'quiet'}, 'Not asked for: --warehouse names where the outputs are.'));
  }
  const rows = report.coerced.map(row => ({...row, text: [row.dt, row.dataset + '.' + row.table, row.values.column, row.values.reason].join(' ')}));
  return section('coerced', 'Coerced values', 'values that a type of the outputs in ' + report.about.warehouse + ' could not hold as they are',
    sortable('coerced', [
      {key: 'day', title: 'Day', value: row => row.dt},
      {key: 'table', title: 'Table', value: row => row.dataset + '.' + row.table, name: true},
      {key: 'column', title: 'Column', value: row => row.values.column, name: true},
      {key: 'reason', title: 'Reason', value: row => row.values.reason},
      {key: 'action', title: 'Written as', value: row => row.values.action},
      {key: 'count', title: 'Values', number: true, value: row => row.values.count, cell: row => words.count(row.values.count)},
      {key: 'keys', title: 'for example at', value: row => row.values.sampleKeys.join(', '), name: true},
    ], rows, 'day:desc'));
}

/** What changed in the tables from day to day. */
function changesSection(report) {
  const rows = report.changes.map(row => ({...row, text: [row.to, row.dataset + '.' + row.table, row.kind, row.column || ''].join(' ')}));
  const detail = row => [row.before, row.after].filter(one => one !== undefined).join(' → ');
  const shards = row => element('span', {title: row.shards.names.join(', ')}, words.count(row.shards.count) + ' of ' + words.count(row.shards.of));
  return section('changes', 'Schema changes', words.plural(rows.length, 'change'),
    sortable('changes', [
      {key: 'day', title: 'Day', hint: 'the first day that has it', value: row => row.to, cell: row => element('span', {title: 'since dt=' + row.from}, row.to)},
      {key: 'table', title: 'Table', value: row => row.dataset + '.' + row.table, name: true},
      {key: 'kind', title: 'Change', value: row => row.kind},
      {key: 'column', title: 'Column', value: row => row.column || '', name: true},
      {key: 'detail', title: 'Before → after', value: detail, name: true},
      {key: 'shards', title: 'Shards', number: true, value: row => row.shards.count, cell: shards},
    ], rows, 'day:desc'));
}

/** How each replica set proved that everything before the cutoff was in its snapshots. */
function evidenceSection(report) {
  const rows = report.evidence.map(row => ({...row, text: [row.dt, row.replicaSet, row.host, row.proof].join(' ')}));
  const seen = row => element('details', {}, element('summary', {}, row.proof),
    element('dl', {}, Object.entries({position: row.gtid, server: row.server, ...row.details}).flatMap(([name, value]) =>
      [element('dt', {}, name), element('dd', {}, element('code', {}, value))])));
  return section('evidence', 'Evidence for the cutoff', 'all that was committed before 00:00 UTC after the day was applied before these snapshots',
    sortable('evidence', [
      {key: 'day', title: 'Day', value: row => row.dt},
      {key: 'set', title: 'Replica set', value: row => row.replicaSet, name: true},
      {key: 'host', title: 'Read on', value: row => row.host, name: true},
      {key: 'proof', title: 'Proof', value: row => row.proof, cell: seen, name: true},
      {key: 'proved', title: 'Proved at', number: true, value: row => row.provedAt, cell: row => words.time(row.provedAt, row.dt)},
      {key: 'snapshot', title: 'Snapshots', number: true, value: row => row.firstSnapshot, cell: row =>
        words.time(row.firstSnapshot, row.dt) + (row.lastSnapshot === row.firstSnapshot ? '' : ' to ' + words.time(row.lastSnapshot, row.dt))},
      {key: 'cut', title: 'Cut', value: row => row.cut},
      {key: 'tables', title: 'Tables', number: true, value: row => row.tables, cell: row => words.count(row.tables)},
    ], rows, 'day:desc'));
}
