// Finds a shown element by role and accessible name; enough of the rules for this app's pages.
const [role, name] = arguments;
const own = {
  button: 'button, [role=button], input[type=button], input[type=submit]',
  textbox: 'input:not([type]), input[type=text], input[type=search], input[type=password], textarea, [role=textbox], [contenteditable=true]',
  link: 'a[href], [role=link]',
  heading: 'h1, h2, h3, h4, [role=heading]',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  radio: 'input[type=radio], [role=radio]',
  combobox: 'select, [role=combobox], button[aria-haspopup=listbox]',
};
const words = (element) => (element ? element.innerText || element.textContent || '' : '');
const labelOf = (element) => {
  const by = element.getAttribute('aria-labelledby');
  if (by) {
    return by.split(/\s+/).map((id) => words(document.getElementById(id))).join(' ');
  }
  return (
    element.getAttribute('aria-label') ||
    (element.labels && element.labels.length ? words(element.labels[0]) : '') ||
    words(element) ||
    element.getAttribute('title') ||
    element.getAttribute('placeholder') ||
    element.value ||
    ''
  );
};
const tidy = (text) => text.replace(/\s+/g, ' ').trim();
const shown = (element) =>
  element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : true;
const all = [...document.querySelectorAll(own[role] || `[role=${role}]`)].filter(shown);
const labelled = all.map((element) => [element, tidy(labelOf(element))]);
const exact = labelled.find(([, label]) => label === name);
const begun = labelled.find(([, label]) => label.startsWith(name));
return (exact || begun || [null])[0];
