'use strict';

// The data of the report, with references instead of positions. Text of the data reaches the page as text nodes and attributes only.

const report = JSON.parse(document.getElementById('report-data').textContent);

const statusSymbols = { accepted: '\u2713', pending: '\u25f7', rejected: '\u2715', returning: '\u21ba' };

// Control characters, and those that change the direction of a line, as in the terminal.
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

function visible(text) {
  return (text ?? '').replace(controlCharacters, character =>
    character < ' ' ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : '\ufffd');
}

// Projects of different domains may have the same name: such a name is shown with the domain, or with the ID.
const isOnly = {
  name: uniqueness(project => project.name),
  domain: uniqueness(project => `${project.name}\n${project.domain}`),
};

function uniqueness(keyOf) {
  const counts = new Map();
  report.projects.forEach(project => counts.set(keyOf(project), (counts.get(keyOf(project)) ?? 0) + 1));
  return project => counts.get(keyOf(project)) === 1;
}

function fullName(project) {
  const part = project.domain && isOnly.domain(project) ? project.domain : project.id;
  return !project.name ? project.id : isOnly.name(project) ? project.name : `${project.name} (${part})`;
}

const projects = report.projects.map(project => ({
  ...project,
  label: visible(project.name || project.id),
  fullLabel: visible(fullName(project)),
  shares: [],
}));

const images = report.images.map(image => ({
  ...image,
  label: visible(image.name || image.id),
  owner: projects[image.owner] ?? null,
  shares: [],
}));

const findingLabels = Object.fromEntries(report.findings.map(finding => [finding.key, finding.label]));

const shares = report.shares.map(share => {
  const complete = {
    image: images[share.image],
    project: projects[share.project],
    status: share.status ?? '',
    since: (share.updated ?? share.created ?? '').slice(0, 10),
    findings: share.findings ?? [],
  };
  complete.image.shares.push(complete);
  complete.project.shares.push(complete);
  complete.text = searchText(complete.image, complete.project);
  return complete;
});

const changes = report.changes.map(change => ({
  ...change,
  image: images[change.image],
  project: projects[change.project],
  text: searchText(images[change.image], projects[change.project]),
}));

const clouds = [...new Set(images.map(image => image.cloud ?? ''))].sort();

function searchText(image, project) {
  return [image.name, image.id, image.owner?.label, project.name, project.id, project.domain]
    .filter(Boolean).join('\n').toLowerCase();
}

function number(value) {
  return value.toLocaleString('en');
}

// Creates an element. Properties that start with aria-, data- or role are attributes.
function element(name, properties = {}, ...children) {
  const created = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (value === null || value === undefined) {
      continue;
    }
    if (property.includes('-') || property === 'role' || property === 'scope') {
      created.setAttribute(property, value);
    } else {
      created[property] = value;
    }
  }
  created.append(...children.filter(child => child !== null));
  return created;
}

function badge(status) {
  const known = status in statusSymbols ? status : 'other';
  const symbol = element('span', { 'aria-hidden': 'true' }, statusSymbols[status] ?? '?');
  return element('span', { className: `badge ${known}` }, symbol, ` ${visible(status) || 'unknown'}`);
}

function findingList(findings) {
  return element('span', { className: 'finding-list' }, findings.map(finding => findingLabels[finding]).join(', '));
}

// The name of an image or a project, with its ID behind it unless the ID is the name.
function nameWithId(item) {
  const id = visible(item.id);
  return element('span', {}, item.label, id === item.label ? null : element('span', { className: 'id' }, ` ${id}`));
}

function projectState(project) {
  return project.state === 'missing' ? ' (does not exist)' : project.state === 'disabled' ? ' (disabled)' : '';
}

function imageState(image) {
  const states = [image.missing ? 'not visible' : image.visibility, image.hidden ? 'hidden' : null];
  return states.filter(Boolean).join(', ');
}
