
// The matrix of images and projects: only the cells in view exist. Arrow keys move the focus from cell to cell.

const columnWidth = 36;
const headWidth = 260;
const spareCells = 8;

class MatrixTable {
  constructor(panel, matching) {
    this.panel = panel;
    this.rows = [...new Set(matching.map(share => share.image))].sort((one, other) => compare(one.label, other.label));
    this.columns = [...new Set(matching.map(share => share.project))].sort((one, other) => compare(one.fullLabel, other.fullLabel));
    this.cells = new Map(this.rows.map(image => [image, new Map()]));
    matching.forEach(share => this.cells.get(share.image).set(share.project, share));
    this.body = element('tbody');
    this.head = element('thead');
    this.table = element('table', {
      className: 'matrix',
      role: 'grid',
      'aria-rowcount': this.rows.length + 1,
      'aria-colcount': this.columns.length + 1,
    }, element('caption', { className: 'visually-hidden' }, 'Member statuses: one row for each image, one column for each project'), this.head, this.body);
    this.window = '';
  }

  show() {
    this.panel.replaceChildren(this.rows.length > 0 ? this.table : element('p', { className: 'empty' }, 'Nothing matches the filters.'));
    this.draw();
  }

  draw(isPrint = false) {
    const range = (position, size, length, count) => {
      const first = isPrint ? 0 : Math.max(0, Math.floor(position / size) - spareCells);
      return [first, isPrint ? count : Math.min(count, first + Math.ceil(length / size) + 2 * spareCells)];
    };
    const [top, bottom] = range(this.panel.scrollTop, rowHeight, this.panel.clientHeight, this.rows.length);
    const [left, right] = range(this.panel.scrollLeft, columnWidth, this.panel.clientWidth, this.columns.length);
    const drawn = `${top} ${bottom} ${left} ${right}`;
    if (drawn === this.window) {
      return;
    }
    this.window = drawn;
    const focused = document.activeElement?.closest?.('[data-cell]')?.dataset.cell;
    this.table.style.width = `${headWidth + this.columns.length * columnWidth}px`;
    this.head.replaceChildren(this.headRow(left, right));
    const rows = [];
    for (let row = top; row < bottom; row++) {
      rows.push(this.row(row, left, right));
    }
    this.body.replaceChildren(this.spacerRow(top), ...rows, this.spacerRow(this.rows.length - bottom));
    if (focused) {
      (this.find(focused) ?? this.panel).focus({ preventScroll: true });
    }
  }

  headRow(left, right) {
    const heads = this.columns.slice(left, right).map((project, offset) => element('th', {
      scope: 'col',
      className: 'project',
      title: project.fullLabel + projectState(project),
      'aria-colindex': left + offset + 2,
    }, element('span', {}, project.fullLabel)));
    const corner = element('th', { className: 'corner', scope: 'col' }, 'Image');
    corner.style.width = `${headWidth}px`;
    return element('tr', { 'aria-rowindex': 1 }, corner, this.gap(left), ...heads, this.gap(this.columns.length - right));
  }

  row(index, left, right) {
    const image = this.rows[index];
    const marks = this.columns.slice(left, right).map((project, offset) => this.cell(image, project, index, left + offset));
    return element('tr', { className: index % 2 ? 'odd' : 'even', 'aria-rowindex': index + 2 },
      element('th', { scope: 'row', title: image.label }, image.label),
      this.gap(left), ...marks, this.gap(this.columns.length - right));
  }

  cell(image, project, row, column) {
    const share = this.cells.get(image).get(project);
    const status = share?.findings.includes('returning') ? 'returning' : share?.status;
    const cell = element('td', { role: 'gridcell', tabIndex: -1, 'aria-colindex': column + 2, 'data-cell': `${row} ${column}` });
    if (share) {
      const known = status in statusSymbols ? status : 'other';
      cell.className = `mark ${known}`;
      cell.title = `${image.label}, ${project.fullLabel}: ${visible(status) || 'unknown'}`;
      cell.append(element('span', { 'aria-hidden': 'true' }, statusSymbols[status] ?? '?'),
        element('span', { className: 'visually-hidden' }, visible(status) || 'unknown'));
    }
    return cell;
  }

  gap(count) {
    const gap = element('td', { className: 'gap', 'aria-hidden': 'true' });
    gap.style.width = `${count * columnWidth}px`;
    gap.hidden = count === 0;
    return gap;
  }

  spacerRow(count) {
    const spacer = element('tr', { className: 'spacer', 'aria-hidden': 'true' }, element('td'));
    spacer.style.height = `${count * rowHeight}px`;
    return spacer;
  }

  find(cell) {
    return this.table.querySelector(`[data-cell="${cell}"]`);
  }

  moveFocus(event) {
    const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Home: [0, -Infinity], End: [0, Infinity] };
    if (!(event.key in steps) || this.rows.length === 0) {
      return;
    }
    event.preventDefault();
    const present = document.activeElement?.closest?.('[data-cell]')?.dataset.cell.split(' ').map(Number);
    const [down, across] = present ? steps[event.key] : [0, 0];
    const [row, column] = present ?? [Math.floor(this.panel.scrollTop / rowHeight), Math.floor(this.panel.scrollLeft / columnWidth)];
    this.focusCell(Math.min(this.rows.length - 1, Math.max(0, row + down)), Math.min(this.columns.length - 1, Math.max(0, column + across)));
  }

  focusCell(row, column) {
    const reveal = (position, size, start, length) => position * size < start ? position * size
      : (position + 1) * size > start + length ? (position + 1) * size - length : start;
    this.panel.scrollTop = reveal(row, rowHeight, this.panel.scrollTop, this.panel.clientHeight - this.head.offsetHeight);
    this.panel.scrollLeft = reveal(column, columnWidth, this.panel.scrollLeft, this.panel.clientWidth - headWidth);
    this.draw();
    this.find(`${row} ${column}`)?.focus({ preventScroll: true });
  }
}
