
// A table that contains only the rows in view, so that 10,000 rows scroll without delay. Each row has the same height. Arrow keys, Page
// Up, Page Down, Home and End move the focus from row to row.

const rowHeight = 36;
const spareRows = 12;

class RowTable {
  // columns: { title, key, className }; render(row) returns the cells of a row, the first as the header of the row.
  constructor(panel, { caption, columns, rows, render, onSort }) {
    Object.assign(this, { panel, columns, rows, render });
    this.first = this.last = -1;
    this.body = element('tbody');
    this.head = element('thead', {}, element('tr', { 'aria-rowindex': 1 }, ...columns.map(column => this.header(column, onSort))));
    this.table = element('table', { className: 'rows', 'aria-rowcount': rows.length + 1 },
      element('caption', { className: 'visually-hidden' }, caption), this.head, this.body);
  }

  show() {
    this.panel.replaceChildren(this.rows.length > 0 ? this.table : element('p', { className: 'empty' }, 'Nothing matches the filters.'));
    this.draw();
  }

  header(column, onSort) {
    const isSorted = onSort && filters.sort === column.key;
    const direction = filters.descending ? 'descending' : 'ascending';
    const content = onSort && column.key
      ? element('button', { type: 'button', onclick: () => onSort(column.key) }, column.title)
      : column.title;
    return element('th', { scope: 'col', className: column.className ?? '', 'aria-sort': isSorted ? direction : null }, content);
  }

  draw(isPrint = false) {
    const visibleRows = Math.ceil(this.panel.clientHeight / rowHeight) + 2 * spareRows;
    const first = isPrint ? 0 : Math.max(0, Math.floor(this.panel.scrollTop / rowHeight) - spareRows);
    const last = isPrint ? this.rows.length : Math.min(this.rows.length, first + visibleRows);
    if (first === this.first && last === this.last) {
      return;
    }
    const present = new Map([...this.body.querySelectorAll('tr[data-index]')].map(row => [Number(row.dataset.index), row]));
    const focused = document.activeElement?.closest?.('tr[data-index]');
    const drawn = [];
    for (let index = first; index < last; index++) {
      drawn.push(present.get(index) ?? this.row(index));
    }
    Object.assign(this, { first, last });
    this.body.replaceChildren(this.spacer(first), ...drawn, this.spacer(this.rows.length - last));
    if (focused && this.body.contains(focused)) {
      focused.focus({ preventScroll: true });
    } else if (focused) {
      this.panel.focus({ preventScroll: true });
    }
  }

  row(index) {
    const cells = this.render(this.rows[index]);
    const shown = cells.map((cell, column) => element(column === 0 ? 'th' : 'td',
      { scope: column === 0 ? 'row' : null, className: this.columns[column].className ?? '', title: titleOf(cell) }, cell ?? ''));
    return element('tr', {
      className: `${index % 2 ? 'odd' : 'even'} ${this.rows[index].rowClass ?? ''}`,
      tabIndex: -1,
      'aria-rowindex': index + 2,
      'data-index': index,
    }, ...shown);
  }

  spacer(count) {
    const spacer = element('tr', { className: 'spacer', 'aria-hidden': 'true' }, element('td', { colSpan: this.columns.length }));
    spacer.style.height = `${count * rowHeight}px`;
    return spacer;
  }

  moveFocus(event) {
    const page = Math.max(1, Math.floor(this.panel.clientHeight / rowHeight) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (!(event.key in steps) || this.rows.length === 0 || event.target.matches('input, select')) {
      return;
    }
    event.preventDefault();
    const row = document.activeElement?.closest?.('tr[data-index]');
    const start = row ? Number(row.dataset.index) + steps[event.key] : Math.floor(this.panel.scrollTop / rowHeight);
    this.focusRow(Math.min(this.rows.length - 1, Math.max(0, start)));
  }

  focusRow(index) {
    const top = index * rowHeight;
    const height = this.panel.clientHeight - this.head.offsetHeight - rowHeight;
    if (top < this.panel.scrollTop) {
      this.panel.scrollTop = top;
    } else if (top > this.panel.scrollTop + height) {
      this.panel.scrollTop = top - height;
    }
    this.draw();
    this.body.querySelector(`tr[data-index="${index}"]`)?.focus({ preventScroll: true });
  }
}

function titleOf(cell) {
  return typeof cell === 'string' ? cell : cell?.title ? null : cell?.textContent ?? '';
}
