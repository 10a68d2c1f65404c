
// The views that consist of rows: shares, images with their projects, projects with their images, and changes.

const expanded = new Set();

const views = {
  shares: { title: 'Shares', create: sharesView },
  matrix: { title: 'Matrix of images and projects', create: panel => new MatrixTable(panel, matchingShares()) },
  images: { title: 'Images and their projects', create: panel => groupView(panel, 'image') },
  projects: { title: 'Projects and their images', create: panel => groupView(panel, 'project') },
  changes: { title: 'Changes', create: changesView },
};

const sortKeys = {
  image: share => share.image.label,
  owner: share => share.image.owner?.label ?? '',
  project: share => share.project.label,
  domain: share => share.project.domain ?? '',
  status: share => share.status,
  since: share => share.since,
  findings: share => String(99 - share.findings.length),
};

function sharesView(panel) {
  const key = sortKeys[filters.sort] ?? sortKeys.image;
  const direction = filters.descending ? -1 : 1;
  const rows = matchingShares().sort((one, other) => direction * compare(key(one), key(other)));
  return new RowTable(panel, {
    caption: 'Shares: one row for each image and project',
    columns: [
      { title: 'Image', key: 'image' },
      { title: 'Owner', key: 'owner' },
      { title: 'Project', key: 'project' },
      { title: 'Domain', key: 'domain', className: 'narrow' },
      { title: 'Status', key: 'status', className: 'status' },
      { title: 'Since', key: 'since', className: 'date' },
      { title: 'Findings', key: 'findings' },
    ],
    rows,
    render: share => [
      withTitle(share.image), share.image.owner?.label ?? '', withTitle(share.project, projectState(share.project)),
      visible(share.project.domain), badge(share.status), share.since, findingList(share.findings),
    ],
    onSort: sortBy,
  });
}

// The ID is shown by the pointer, and by the views of images and projects.
function withTitle(item, state = '') {
  return element('span', { title: `${item.label}${state}\n${visible(item.id)}` }, item.label + state);
}

function groupView(panel, kind) {
  const isImage = kind === 'image';
  const groups = new Map(isImage ? imagesWithoutShares().map(image => [image, []]) : []);
  for (const share of matchingShares()) {
    if (!groups.has(share[kind])) {
      groups.set(share[kind], []);
    }
    groups.get(share[kind]).push(share);
  }
  const rows = [];
  for (const [group, members] of [...groups].sort(([one], [other]) => compare(one.label, other.label))) {
    rows.push({ group, members, rowClass: 'group' });
    if (expanded.has(group)) {
      rows.push(...members.map(share => ({ share, rowClass: 'member' })));
    }
  }
  const table = new RowTable(panel, {
    caption: views[`${kind}s`].title,
    columns: [
      { title: isImage ? 'Image and projects' : 'Project and images' },
      { title: isImage ? 'Owner, domain' : 'Domain, owner' },
      { title: isImage ? 'Visibility' : 'State', className: 'narrow' },
      { title: 'Status', className: 'status-wide' },
      { title: 'Since', className: 'date' },
      { title: 'Findings' },
    ],
    rows,
    render: row => row.group ? groupCells(row, isImage) : memberCells(row.share, isImage),
  });
  table.groups = [...groups.keys()];
  return table;
}

function groupCells({ group, members }, isImage) {
  const isOpen = expanded.has(group);
  const button = element('button', {
    type: 'button',
    className: 'disclosure',
    'aria-expanded': members.length > 0 ? String(isOpen) : null,
    onclick: () => toggleGroup(group),
  }, nameWithId(group));
  const second = isImage ? group.owner?.label ?? '' : visible(group.domain);
  const state = isImage ? imageState(group) : group.state ?? 'unknown';
  const findings = [...new Set(members.flatMap(share => share.findings))];
  return [button, second, state, countStatuses(members), '', findingList(findings)];
}

function memberCells(share, isImage) {
  const other = isImage ? share.project : share.image;
  const name = element('span', { className: 'indented' }, other.label + (isImage ? projectState(share.project) : ''));
  const second = isImage ? visible(share.project.domain) : share.image.owner?.label ?? '';
  return [name, second, isImage ? '' : imageState(share.image), badge(share.status), share.since, findingList(share.findings)];
}

function countStatuses(members) {
  const counts = new Map();
  members.forEach(share => counts.set(share.status, (counts.get(share.status) ?? 0) + 1));
  const texts = [...counts].sort().map(([status, count]) => `${number(count)} ${visible(status) || 'unknown'}`);
  return texts.join(', ') || 'no project';
}

function changesView(panel) {
  const titles = { gained: 'Gained access', lost: 'Lost access', status: 'Status changed' };
  return new RowTable(panel, {
    caption: 'Changes since the earlier export',
    columns: [
      { title: 'Change' }, { title: 'Image' }, { title: 'Project' }, { title: 'Before', className: 'status' },
      { title: 'Now', className: 'status' },
    ],
    rows: matchingChanges(),
    render: change => [
      element('span', { className: `change ${change.kind}` }, titles[change.kind]),
      change.image.label + (change.image.missing ? ' (not visible)' : ''),
      change.project.fullLabel + projectState(change.project),
      change.before ? badge(change.before) : '',
      change.now ? badge(change.now) : '',
    ],
  });
}

// Numbers in names are compared as numbers: v9 comes before v10.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(one, other) {
  return collator.compare(one, other);
}
