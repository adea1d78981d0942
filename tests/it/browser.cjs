// Opens pages in a headless Chromium without a network and prints what is wrong with them, a line
// each. Arguments: the browser, then the pages. Needs playwright-core and axe-core (NODE_PATH).
"use strict";
const fs = require("node:fs");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [browserPath, ...files] = process.argv.slice(2);
const looks = [
  { width: 360, colorScheme: "light" },
  { width: 375, colorScheme: "dark" },
  { width: 768, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
];

const wrong = [];

async function look(browser, file, { width, colorScheme }) {
  const address = "file://" + file;
  const tell = (what) => wrong.push(`${file} at ${width} px, ${colorScheme}: ${what}`);
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    offline: true,
  });
  const page = await context.newPage();
  page.on("console", (message) => tell(`console: ${message.text()}`));
  page.on("pageerror", (error) => tell(`error: ${error}`));
  page.on("request", (request) => {
    if (request.url() !== address) tell(`asks for ${request.url()}`);
  });
  await page.goto(address);
  for (const unnamed of await page.evaluate(unnamedCharts)) tell(`has no name: ${unnamed}`);
  // Everything a reader can unfold is there to be looked at.
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  for (const pair of await page.evaluate(touching)) tell(`touch: ${pair}`);
  for (const over of await page.evaluate(overflowing)) tell(`overflows: ${over}`);
  for (const violation of await violations(page)) tell(`axe: ${violation}`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = false)));
  await page.emulateMedia({ media: "print" });
  if (width === looks[0].width) await page.pdf({ path: file.replace(/html$/, "pdf"), format: "A4", preferCSSPageSize: true });
  for (const folded of await page.evaluate(unprinted)) tell(`is not printed: ${folded}`);
  await context.close();
}

function unnamedCharts() {
  const charts = [...document.querySelectorAll("svg[role=img]")];
  const unnamed = charts.filter((one) => !one.querySelector(":scope > title, :scope > desc"));
  return unnamed.map((one) => one.outerHTML.slice(0, 100));
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  return found.violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.html);
    return `${id}: ${help}: ${where.join(" ")}`;
  });
}

function overflowing() {
  const width = document.documentElement.clientWidth;
  const over = [...document.querySelectorAll("body *")].filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return right > width + 0.5 || left < -0.5;
  });
  const told = over.map((one) => one.outerHTML.slice(0, 100));
  return document.documentElement.scrollWidth > width ? ["the page", ...told] : told;
}

// Labels of one chart that overlap. A rectangle is as high as the line, the letters are not.
function touching() {
  const told = [];
  for (const chart of document.querySelectorAll("svg[role=img]")) {
    const texts = [...chart.querySelectorAll("text")].filter((one) => one.checkVisibility());
    const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
    boxes.forEach(([one, a], index) => {
      for (const [other, b] of boxes.slice(index + 1)) {
        const beside = a.right <= b.left || b.right <= a.left;
        const apart = a.bottom - 4 <= b.top || b.bottom - 4 <= a.top;
        if (!beside && !apart) told.push(`${one} and ${other}`);
      }
    });
  }
  return told;
}

function unprinted() {
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const hidden = [...document.querySelectorAll("details table")].filter(
    (table) => !table.checkVisibility({ contentVisibilityAuto: true }) || table.getBoundingClientRect().height === 0,
  );
  const told = hidden.map((table) => table.caption.textContent);
  return ground === "rgb(255, 255, 255)" ? told : [`the ground is ${ground}`, ...told];
}

(async () => {
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND",
    ],
  });
  for (const file of files) for (const one of looks) await look(browser, file, one);
  await browser.close();
  for (const line of wrong) console.log(line);
  console.log(`looked at ${files.length} pages`);
})().catch((error) => {
  console.error(error);
  process.exit(2);
});
