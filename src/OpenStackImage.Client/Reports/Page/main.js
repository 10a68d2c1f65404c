
// Connects the filters and the tabs with the views.

const panel = document.getElementById('panel');
const controls = Object.fromEntries(['search', 'status', 'finding', 'cloud', 'clear', 'expand', 'count', 'legend']
  .map(id => [id, document.getElementById(id)]));
const tabs = [...document.querySelectorAll('[role="tab"]')];
const findingButtons = [...document.querySelectorAll('button[data-finding]')];
let table = null;

function refresh({ keepsScroll = false } = {}) {
  const scrollTop = keepsScroll ? panel.scrollTop : 0;
  writeAddress();
  for (const tab of tabs) {
    const isSelected = tab.dataset.view === filters.view;
    tab.setAttribute('aria-selected', String(isSelected));
    tab.tabIndex = isSelected ? 0 : -1;
  }
  for (const name of ['search', 'status', 'finding', 'cloud']) {
    controls[name].value = filters[name];
  }
  findingButtons.forEach(button => button.setAttribute('aria-pressed', String(button.dataset.finding === filters.finding)));
  controls.clear.disabled = !hasFilters();
  panel.setAttribute('aria-label', views[filters.view].title);
  panel.dataset.view = filters.view;
  table = views[filters.view].create(panel);
  controls.expand.hidden = !table.groups;
  controls.expand.textContent = areAllExpanded() ? 'Collapse all' : 'Expand all';
  controls.count.textContent = countText();
  panel.scrollTop = 0;
  table.show();
  panel.scrollTop = scrollTop;
  table.draw();
}

function countText() {
  if (filters.view === 'changes') {
    return `${number(table.rows.length)} of ${number(changes.length)} changes`;
  }
  const matching = matchingShares();
  const count = key => new Set(matching.map(share => share[key])).size;
  const isReturning = share => share.findings.includes('returning');
  const countOf = test => `${number(matching.filter(test).length)} of ${number(shares.filter(test).length)}`;
  const returning = shares.some(isReturning) ? `, ${countOf(isReturning)} that would regain access` : '';
  return `${countOf(share => !isReturning(share))} shares${returning}, ${number(count('image'))} images, ${number(count('project'))} projects`;
}

function sortBy(key) {
  filters.descending = filters.sort === key && !filters.descending ? 'true' : '';
  filters.sort = key;
  refresh();
  panel.querySelector('th[aria-sort] button')?.focus();
}

function toggleGroup(group) {
  const row = document.activeElement?.closest?.('tr[data-index]')?.dataset.index;
  expanded.has(group) ? expanded.delete(group) : expanded.add(group);
  refresh({ keepsScroll: true });
  panel.querySelector(`tr[data-index="${row}"] button`)?.focus({ preventScroll: true });
}

function areAllExpanded() {
  return Boolean(table.groups?.length) && table.groups.every(group => expanded.has(group));
}

function toggleAll() {
  const collapses = areAllExpanded();
  table.groups.forEach(group => collapses ? expanded.delete(group) : expanded.add(group));
  refresh();
}

function selectTab(tab) {
  filters.view = tab.dataset.view;
  refresh();
  tab.focus();
}

function moveTab(event) {
  const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length };
  if (event.key in steps) {
    event.preventDefault();
    const position = tabs.indexOf(event.target);
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : (position + steps[event.key] + tabs.length) % tabs.length;
    selectTab(tabs[next]);
  }
}

function fillSelect(select, options) {
  options.forEach(([value, text]) => select.append(element('option', { value }, text)));
}

function printAll(isPrint) {
  if (isPrint && table.groups) {
    table.groups.forEach(group => expanded.add(group));
    refresh();
  }
  table.draw(isPrint);
}

function start() {
  document.getElementById('explorer').hidden = false;
  fillSelect(controls.status, [...new Set(shares.map(share => share.status))].filter(Boolean).sort().map(status => [status, visible(status)]));
  fillSelect(controls.finding, report.findings.filter(({ key }) => shares.some(share => share.findings.includes(key)))
    .map(({ key, title }) => [key, title]));
  fillSelect(controls.cloud, clouds.filter(Boolean).map(cloud => [cloud, visible(cloud)]));
  document.getElementById('cloud-label').hidden = clouds.length < 2;
  controls.legend.append(...Object.entries(statusSymbols).map(([status, symbol]) => element('span', { className: `badge ${status}` },
    `${symbol} ${status === 'returning' ? 'would regain access' : status}`)));
  readAddress();
  if (shares.length + images.length <= 200) {
    [...images, ...projects].forEach(group => expanded.add(group));
  }

  controls.search.addEventListener('input', () => { filters.search = controls.search.value; refresh(); });
  for (const name of ['status', 'finding', 'cloud']) {
    controls[name].addEventListener('change', () => { filters[name] = controls[name].value; refresh(); });
  }
  controls.clear.addEventListener('click', () => { clearFilters(); refresh(); controls.search.focus(); });
  controls.expand.addEventListener('click', toggleAll);
  findingButtons.forEach(button => button.addEventListener('click', () => {
    filters.finding = filters.finding === button.dataset.finding ? '' : button.dataset.finding;
    refresh();
  }));
  tabs.forEach(tab => {
    tab.addEventListener('click', () => selectTab(tab));
    tab.addEventListener('keydown', moveTab);
  });
  panel.addEventListener('keydown', event => table.moveFocus(event));
  panel.addEventListener('scroll', () => requestAnimationFrame(() => table.draw()), { passive: true });
  addEventListener('resize', () => table.draw());
  addEventListener('keydown', event => {
    if (event.key === '/' && !event.target.matches('input, select, textarea')) {
      event.preventDefault();
      controls.search.focus();
    }
  });
  addEventListener('beforeprint', () => printAll(true));
  addEventListener('afterprint', () => printAll(false));
  matchMedia('print').addEventListener('change', query => printAll(query.matches));
  refresh();
}

start();
