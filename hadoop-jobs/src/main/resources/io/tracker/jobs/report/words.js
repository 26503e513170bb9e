/** Amounts and times as people read them; a missing one is a dash. */
const words = {
  none: '–',
  count: number => number === undefined || number === null ? words.none : Math.round(number).toLocaleString('en-US'),
  plural: (number, one) => words.count(number) + ' ' + one + (number === 1 ? '' : 's'),
  bytes: number => {
    if (number === undefined || number === null) {
      return words.none;
    }
    const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
    let amount = Math.abs(number);
    let unit = 0;
    while (amount >= 1000 && unit < units.length - 1) {
      amount /= 1000;
      unit++;
    }
    return (number < 0 ? '−' : '') + (unit === 0 ? amount : amount.toFixed(1)) + ' ' + units[unit];
  },
  rate: number => number === undefined || number === null ? words.none : (number / 1e6).toFixed(1) + ' MB/s',
  seconds: number => {
    if (number === undefined || number === null) {
      return words.none;
    }
    if (number < 60) {
      return number.toFixed(1) + ' s';
    }
    const whole = Math.round(number);
    const both = (large, one, small, other) => large + ' ' + one + (small === 0 ? '' : ' ' + small + ' ' + other);
    return whole < 3600 ? both(Math.floor(whole / 60), 'min', whole % 60, 's') : both(Math.floor(whole / 3600), 'h', Math.floor(whole / 60) % 60, 'min');
  },
  /** 2026-11-21T00:05:00Z as 00:05; with its day where that is not the one after dt. */
  time: (instant, dt) => {
    const next = dt && new Date(Date.parse(dt) + 86400000).toISOString().slice(0, 10);
    return (instant.slice(0, 10) === next ? '' : instant.slice(0, 10) + ' ') + instant.slice(11, 19);
  },
  day: dt => new Date(dt).toLocaleDateString('en-US', {month: 'short', day: '2-digit', timeZone: 'UTC'}),
  weekday: dt => new Date(dt).toLocaleDateString('en-US', {weekday: 'short', timeZone: 'UTC'}),
  percent: change => {
    if (!change) {
      return words.none;
    }
    if (change.by === 0) {
      return '0 %';
    }
    if (change.percent === undefined) {
      return 'from 0';
    }
    const size = Math.abs(change.percent);
    return (change.by > 0 ? '+' : '−') + (size < 0.05 ? '0.0' : size >= 1000 ? Math.round(size).toLocaleString('en-US') : size.toFixed(1)) + ' %';
  },
};

/** A change, marked where it is more than a tenth. */
function changeCell(change, amount) {
  const large = change && change.percent !== undefined && Math.abs(change.percent) > 10;
  const sign = change && change.by > 0 ? '+' : '';
  return element('span', {
    class: large ? 'tag late' : 'quiet',
    title: change ? sign + amount(change.by) : 'the day before has no backup',
  }, words.percent(change));
}
