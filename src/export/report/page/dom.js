// Making elements. Text reaches the page through text nodes alone, so that nothing in an article can become markup.

const SVG = "http://www.w3.org/2000/svg";

// Marks that reorder the text around them; they are shown instead of obeyed.
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/;

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    if (child instanceof Node) parent.append(child);
    else appendText(parent, String(child));
  }
  return parent;
}

function appendText(parent, text) {
  for (const part of text.split(/([\u202a-\u202e\u2066-\u2069])/)) {
    if (REORDERING.test(part)) {
      const code = "U+" + part.codePointAt(0).toString(16).toUpperCase();
      const sign = document.createElement("span");
      sign.className = "control";
      sign.textContent = code;
      sign.title = "A mark that reorders text stood here";
      parent.append(sign);
    } else if (part) {
      parent.append(part);
    }
  }
}

function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

// Words of an article: kept apart from the direction of the text around them.
function words(text, attributes = {}) {
  return make("bdi", attributes, text);
}

function byId(id) {
  return document.getElementById(id);
}

function replace(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}
