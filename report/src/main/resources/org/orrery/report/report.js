// Draws the pictures of a report. Vega runs on its own interpreter, so the page allows no eval and no network.
(function () {
  'use strict';
  const { View, compile, expressionInterpreter, parse } = orreryVega;
  const figures = [...document.querySelectorAll('figure.picture')];
  if (!figures.length) return;

  const font = getComputedStyle(document.body).getPropertyValue('--sans') || 'sans-serif';
  const tip = document.body.appendChild(document.createElement('div'));
  tip.className = 'tip';
  tip.setAttribute('aria-hidden', 'true');

  function config(width, columns) {
    return {
      ...(columns ? {} : { autosize: { type: 'fit-x', contains: 'padding' } }),
      background: null,
      font,
      padding: { left: 0, right: 8, top: 2, bottom: 2 },
      view: { stroke: null },
      axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', titlePadding: 8, titleLimit: width - 40,
        labelColor: '#5c5a55', titleColor: '#5c5a55', gridColor: '#e4e0d8', domainColor: '#b9b4a9', tickColor: '#b9b4a9',
        labelLimit: Math.max(110, width * 0.38), labelFlush: true },
      axisX: { grid: false, labelOverlap: 'greedy', tickCount: Math.max(3, Math.min(8, Math.floor(width / (columns || 1) / 70))) },
      axisY: { domain: false, ticks: false, tickCount: 5 },
      title: { anchor: 'start', frame: columns ? 'group' : 'bounds', fontSize: 13, fontWeight: 600, color: '#1c1b19', offset: 8, limit: width - 20 },
      legend: { orient: 'top', direction: 'horizontal', labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal',
        symbolType: 'stroke', symbolOpacity: 1, symbolSize: 500, symbolStrokeWidth: 2.4, labelColor: '#5c5a55', titleColor: '#5c5a55',
        offset: 6, titleLimit: width - 40, labelLimit: width - 60, gradientLength: Math.min(260, width - 60) },
    };
  }

  // Pictures side by side have no width of the container in Vega-Lite: it is dealt out here, one below the other on a phone.
  function fitted(spec, width, columns) {
    if (!columns) return spec;
    const each = Math.floor((width - 8 - (columns - 1) * (spec.spacing ?? 20)) / columns) - 50;
    return { ...spec, columns, concat: spec.concat.map((part) => ({ ...part, width: each, height: Math.min(part.height ?? 240, each) })) };
  }

  function tell(handler, event, item, value) {
    tip.hidden = value == null || value === '';
    if (tip.hidden) return;
    const parts = typeof value === 'object' ? Object.entries(value) : [['', value]];
    tip.replaceChildren(...parts.map(([name, text]) => {
      const line = document.createElement('div');
      line.textContent = name ? name + ': ' + text : String(text);
      return line;
    }));
    const left = Math.min(event.pageX + 14, scrollX + document.documentElement.clientWidth - tip.offsetWidth - 6);
    tip.style.left = Math.max(6, left) + 'px';
    tip.style.top = event.pageY + 16 + 'px';
  }

  function draw(figure, paper) {
    const chart = figure.querySelector('.chart');
    const width = paper || chart.clientWidth;
    if (!width || figure.drawn === width) return;
    figure.drawn = width;
    try {
      const spec = JSON.parse(figure.querySelector('.spec').textContent);
      const columns = spec.concat && (width < 560 ? 1 : Math.min(spec.columns || spec.concat.length, spec.concat.length));
      const vega = compile(fitted(spec, width, columns), { config: config(width, columns) }).spec;
      const stage = document.createElement('div');
      stage.style.width = width + 'px';
      if (figure.view) figure.view.finalize();
      chart.replaceChildren(stage);
      figure.view = new View(parse(vega, null, { ast: true }),
        { expr: expressionInterpreter, renderer: 'svg', container: stage, hover: true, logLevel: 0 }).tooltip(tell);
      figure.view.runAsync().then(() => middle(stage)).catch((problem) => fail(chart, problem));
    } catch (problem) {
      fail(chart, problem);
    }
  }

  // Vega puts the first line of a broken label at the middle; the middle of all its lines belongs there.
  function middle(stage) {
    stage.querySelectorAll('.role-axis-label text').forEach((label) => {
      const lines = label.querySelectorAll('tspan').length;
      if (lines > 1) label.style.translate = '0 ' + -7 * (lines - 1) + 'px';
    });
  }

  function fail(chart, problem) {
    const note = document.createElement('p');
    note.className = 'alternative';
    note.textContent = chart.getAttribute('aria-label') + ' (The picture could not be drawn: ' + problem.message + ')';
    chart.replaceChildren(note);
  }

  const drawAll = () => figures.forEach((figure) => draw(figure));
  drawAll();
  let waiting = 0;
  addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });

  // On paper nothing can be unfolded, and a sheet is as wide as the text on A4, whatever the window was.
  let unfolded = [];
  addEventListener('beforeprint', () => {
    clearTimeout(waiting);
    unfolded = [...document.querySelectorAll('details:not([open])')];
    unfolded.forEach((fold) => { fold.open = true; });
    figures.forEach((figure) => draw(figure, 660));
  });
  addEventListener('afterprint', () => {
    unfolded.forEach((fold) => { fold.open = false; });
    drawAll();
  });
})();
