
// The filters and the view. They are part of the address, so that a link or a reload shows the same.

const filters = { view: 'shares', search: '', status: '', finding: '', cloud: '', sort: 'image', descending: '' };

function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  for (const name of Object.keys(filters)) {
    if (parameters.has(name)) {
      filters[name] = parameters.get(name);
    }
  }
  if (!(filters.view in views) || (filters.view === 'changes' && !report.isCompared)) {
    filters.view = 'shares';
  }
}

function writeAddress() {
  const set = Object.entries(filters).filter(([name, value]) => value && value !== { view: 'shares', sort: 'image' }[name]);
  history.replaceState(null, '', `#${new URLSearchParams(set)}`);
}

// A search matches if each of its words is part of a name or an ID.
function searchWords() {
  return filters.search.toLowerCase().split(/\s+/).filter(Boolean);
}

function isCloud(image) {
  return !filters.cloud || (image.cloud ?? '') === filters.cloud;
}

function matchingShares() {
  const words = searchWords();
  return shares.filter(share =>
    (!filters.status || share.status === filters.status)
    && (!filters.finding || share.findings.includes(filters.finding))
    && isCloud(share.image)
    && words.every(word => share.text.includes(word)));
}

function matchingChanges() {
  const words = searchWords();
  return changes.filter(change =>
    (!filters.status || change.before === filters.status || change.now === filters.status)
    && isCloud(change.image)
    && words.every(word => change.text.includes(word)));
}

// Images that nobody has access to are shown unless a filter selects shares.
function imagesWithoutShares() {
  if (filters.status || filters.finding) {
    return [];
  }
  const words = searchWords();
  return images.filter(image => image.shares.length === 0 && !image.missing && isCloud(image)
    && words.every(word => `${image.name ?? ''}\n${image.id}\n${image.owner?.label ?? ''}`.toLowerCase().includes(word)));
}

function clearFilters() {
  Object.assign(filters, { search: '', status: '', finding: '', cloud: '' });
}

function hasFilters() {
  return Boolean(filters.search || filters.status || filters.finding || filters.cloud);
}
