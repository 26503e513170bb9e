'use strict';

/** An element. Children that are texts become text, never markup: names are the servers'. */
function element(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** An element of a drawing. */
function shape(name, attributes, ...children) {
  return filled(document.createElementNS(document.getElementById('drawing').namespaceURI, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') {
      node.addEventListener('click', value);
    } else if (value !== null && value !== undefined) {
      node.setAttribute(key, value);
    }
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

/** A part of the page with a heading. */
function section(id, title, words, ...content) {
  return element('section', {id}, element('div', {class: 'head'}, element('h2', {}, title), element('span', {class: 'quiet'}, words)), ...content);
}

/** A line over days, with a point at the chosen one; days without a value leave it out. */
function lineOf(values, chosen, title) {
  const known = values.filter(value => value !== null);
  const most = Math.max(...known, 1);
  const least = Math.min(...known, most);
  const place = index => values.length < 2 ? 60 : index * 120 / (values.length - 1);
  const height = value => most === least ? 13 : 23 - 20 * (value - least) / (most - least);
  const points = values.map((value, index) => value === null ? null : place(index) + ',' + height(value)).filter(Boolean);
  return shape('svg', {class: 'chart', viewBox: '0 0 120 26', role: 'img', 'aria-label': title},
    shape('title', {}, title),
    shape('polyline', {points: points.join(' ')}),
    values[chosen] === null ? null : shape('circle', {cx: place(chosen), cy: height(values[chosen]), r: 2.5}));
}

/** A bar a day: {value, slow, title}, and a line for what is usual. */
function barsOf(bars, chosen, usual) {
  const most = Math.max(...bars.map(bar => bar ? bar.value : 0), usual || 0, 1e-9);
  const width = 120 / bars.length;
  const height = value => Math.max(1, 25 * value / most);
  return shape('svg', {class: 'chart', viewBox: '0 0 120 26', role: 'img', 'aria-label': 'speed by day'},
    bars.map((bar, index) => bar === null ? null : shape('rect', {
      class: bar.slow ? 'slow' : index === chosen ? 'chosen' : null,
      x: index * width, width: Math.max(1, width - 1.5), y: 26 - height(bar.value), height: height(bar.value),
    }, shape('title', {}, bar.title))),
    usual ? shape('line', {x1: 0, x2: 120, y1: 26 - height(usual), y2: 26 - height(usual)}) : null);
}
