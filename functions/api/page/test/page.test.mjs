// Drives the page in a real Chromium as somebody who has never seen it: PAGE is its address, SHOTS a folder for a
// screenshot per step, CHROMIUM the browser (default /usr/bin/chromium).
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PAGE = process.env.PAGE ?? "http://localhost:8080/";
const SHOTS = process.env.SHOTS ?? "target/screenshots";
const PATIENCE = 180_000;
const PHOTO = fileURLToPath(new URL("../../../../examples/giraffe.jpg", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
});
after(() => browser?.close());

/** A page whose every error, of scripts or of the content-security policy, fails the test. */
async function open(options = {}, address = PAGE) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address);
  await page.waitForFunction(() => document.getElementById("model").textContent !== "");
  return { page, errors, close: () => context.close() };
}

const shot = (page, name) => page.screenshot({ path: join(SHOTS, `${name}.png`) });

/** Where a point of the photo is on the screen. */
function at(page, x, y) {
  return page.evaluate(
    ([px, py]) => {
      const canvas = document.getElementById("photo");
      const frame = canvas.getBoundingClientRect();
      return { x: frame.left + (px / canvas.width) * frame.width, y: frame.top + (py / canvas.height) * frame.height };
    },
    [x, y],
  );
}

async function dragTo(page, from, to) {
  const [a, b] = [await at(page, ...from), await at(page, ...to)];
  await page.mouse.move(a.x, a.y);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2);
  await page.mouse.move(b.x, b.y);
  await page.mouse.up();
}

const regions = (page) => page.locator("#regions > li .name");
const answered = (page, way) =>
  page.waitForFunction(() => /^Answered/.test(document.getElementById("status").textContent), undefined, {
    timeout: PATIENCE,
    polling: 100,
    way,
  });

async function ask(page, id = "ask") {
  await page.evaluate(() => (document.getElementById("status").textContent = ""));
  await page.click(`#${id}`);
  await answered(page);
}

async function axe(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(() => window.axe.run());
  const serious = result.violations.filter((found) => ["serious", "critical"].includes(found.impact));
  assert.deepEqual(
    serious.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" ")}`),
    [],
  );
}

describe("the page", { concurrency: false }, () => {
  test("upload, draw, ask, read, change the prior, export", async () => {
    const { page, errors, close } = await open({ acceptDownloads: true });
    await shot(page, "01-empty");

    await page.setInputFiles("#file", PHOTO);
    await page.waitForFunction(() => document.getElementById("photo").width === 1024);
    await dragTo(page, [455, 184], [728, 629]);
    assert.match(await regions(page).first().textContent(), /Region 0: box 45\d, 18\d, 27\d × 44\d/);
    await page.waitForFunction(() => document.querySelectorAll("#chart .bar").length === 10);
    assert.equal(await page.locator("#chart .bar.chosen").count(), 2);
    assert.equal(await page.locator("#drawing .view").count(), 2);
    await shot(page, "02-drawn");

    await page.fill("#categories", "giraffe, zebra, tree");
    await page.fill("#controls", "tall");
    await ask(page);
    assert.match(await page.textContent("#status"), /Views: \d+ computed, 0 from the store/);
    assert.match(await page.textContent("#labels"), /category: (giraffe|zebra|tree)/);
    assert.match(await page.textContent("#regions"), /steered by tall/);
    await shot(page, "03-answered");

    await page.focus("#way");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.textContent("#way-name"), "Image prior");
    await ask(page);
    await page.focus("#way");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.textContent("#way-name"), "By hand");
    await page.locator("#hand button", { hasText: /^0.3$/ }).click();
    await page.waitForFunction(() => document.querySelectorAll("#chart .bar.chosen").length === 2);
    await shot(page, "04-by-hand");
    await ask(page, "compare");
    assert.equal(await page.locator("#comparison th[scope=col]").count(), 3);
    const views = await page.locator("#comparison tr").nth(1).locator("td").allTextContents();
    const { tasks } = await page.evaluate(() => fetch("v1/tasks").then((response) => response.json()));
    assert.equal(views[0], tasks.find(({ task }) => task === "caption").views.join(", "));
    assert.equal(views[2], "0, 0.5, 0.3");
    await page.locator("#comparison").scrollIntoViewIfNeeded();
    await shot(page, "05-compared");

    const [json] = await Promise.all([page.waitForEvent("download"), page.click("#json")]);
    const answer = JSON.parse(readFileSync(await json.path(), "utf8"));
    assert.equal(answer.regions[0].categories.length, 3);
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#coco")]);
    const coco = JSON.parse(readFileSync(await file.path(), "utf8"));
    assert.deepEqual([coco.images[0].file_name, coco.images[0].width], ["giraffe.jpg", 1024]);
    assert.equal(coco.annotations[0].caption, answer.regions[0].caption.text);
    assert.match(await page.inputValue("#curl"), /^curl -s http.*\/v1\/refer -F 'image=@giraffe.jpg' -F 'request=\{/);
    await axe(page);
    assert.deepEqual(errors, []);
    await close();
  });

  test("answers arrive as they finish", async () => {
    const { page, close } = await open();
    await page.selectOption("#examples", "coffee.jpg");
    await page.waitForFunction(() => document.querySelectorAll("#regions > li").length === 1);
    await page.evaluate(() => {
      window.seen = [];
      new MutationObserver(() => {
        const tasks = [...document.querySelectorAll("#regions dt")].map((term) => term.textContent).join(" ");
        if (tasks !== window.seen.at(-1)) {
          window.seen.push(tasks);
        }
      }).observe(document.getElementById("regions"), { childList: true });
    });
    await ask(page);
    const seen = await page.evaluate(() => window.seen.filter((tasks) => tasks !== ""));
    assert.ok(seen.length >= 2, seen.join(" | "));
    assert.equal(seen.at(-1), "caption category a thing, no background attributes tags");
    await close();
  });

  test("polygons, masks, undo, zoom and a link", async () => {
    const { page, errors, close } = await open();
    await page.selectOption("#examples", "cat.jpg");
    await page.waitForFunction(() => document.getElementById("photo").width === 451);
    await page.click("#tool-polygon");
    for (const point of [[140, 90], [210, 90], [170, 150]]) {
      const { x, y } = await at(page, ...point);
      await page.mouse.click(x, y);
    }
    await page.focus("#stage");
    await page.keyboard.press("Enter");
    assert.match(await regions(page).nth(1).textContent(), /polygon 1[34]\d, [89]\d, \d+ × \d+/);
    await page.click("#tool-mask");
    await dragTo(page, [240, 120], [300, 160]);
    assert.match(await regions(page).nth(2).textContent(), /mask/);
    await shot(page, "06-polygon-and-mask");
    await page.click("#in");
    await shot(page, "07-zoomed");
    await page.keyboard.press("Control+z");
    assert.equal(await regions(page).count(), 2);
    await page.click("#redo");
    assert.equal(await regions(page).count(), 3);
    await page.uncheck("#ask-caption");
    await page.uncheck("#ask-attributes");
    await ask(page);
    assert.equal(await page.locator("#labels .label").count(), 3);

    const again = await open({}, page.url());
    await again.page.waitForFunction(() => document.querySelectorAll("#regions > li").length === 3);
    assert.equal(await again.page.isChecked("#ask-caption"), false);
    assert.deepEqual(errors, []);
    await again.close();
    await close();
  });

  test("a click and a button find things", async () => {
    const { page, errors, close } = await open();
    await page.setInputFiles("#file", PHOTO);
    await page.waitForFunction(() => document.getElementById("empty").hidden);
    const giraffe = await at(page, 590, 400);
    await page.mouse.click(giraffe.x, giraffe.y);
    await page.waitForFunction(() => /found/.test(document.getElementById("status").textContent));
    assert.equal(await page.textContent("#status"), "One thing found.");
    await shot(page, "09-clicked");
    await page.click("#undo");
    await page.click("#find");
    await page.waitForFunction(() => /things found/.test(document.getElementById("status").textContent));
    await shot(page, "10-found");
    assert.deepEqual(errors, []);
    await close();
  });

  test("without a pointer", async () => {
    const { page, errors, close } = await open();
    await page.selectOption("#examples", "cat.jpg");
    await page.waitForFunction(() => document.getElementById("photo").width === 451);
    await page.focus("#stage");
    await page.keyboard.press("Delete");
    assert.equal(await regions(page).count(), 0);
    await page.keyboard.press("n");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Alt+ArrowDown");
    assert.match(await regions(page).first().textContent(), /box 123, 75, 22\d × 151/);
    await page.keyboard.press("Control+Enter");
    await answered(page);
    assert.deepEqual(errors, []);
    await close();
  });

  test("dark, 375 pixels wide, by touch", async () => {
    const { page, errors, close } = await open({
      viewport: { width: 375, height: 740 },
      hasTouch: true,
      isMobile: true,
      colorScheme: "dark",
    });
    await page.selectOption("#examples", "astronaut.jpg");
    await page.waitForFunction(() => document.getElementById("photo").width === 512);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 375, `${wide} pixels wide`);
    const [a, b] = [await at(page, 350, 5), await at(page, 460, 290)];
    const touch = await page.context().newCDPSession(page);
    const send = (type, points) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    await send("touchStart", [a]);
    await send("touchMove", [{ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }]);
    await send("touchMove", [b]);
    await send("touchEnd", []);
    assert.equal(await regions(page).count(), 2);
    const before = await page.evaluate(() => document.getElementById("photo").getBoundingClientRect().width);
    const [c, d] = [await at(page, 200, 250), await at(page, 300, 250)];
    await send("touchStart", [{ ...c, id: 1 }, { ...d, id: 2 }]);
    await send("touchMove", [{ x: c.x - 40, y: c.y, id: 1 }, { x: d.x + 40, y: d.y, id: 2 }]);
    await send("touchEnd", []);
    const after = await page.evaluate(() => document.getElementById("photo").getBoundingClientRect().width);
    assert.ok(after > before, `${before} to ${after}`);
    assert.equal(await regions(page).count(), 2);
    await page.tap("#fit");
    await ask(page);
    await page.evaluate(() => scrollTo(0, 0));
    await shot(page, "08-mobile-dark");
    await page.locator("#regions").scrollIntoViewIfNeeded();
    await shot(page, "09-mobile-answers");
    await axe(page);
    assert.deepEqual(errors, []);
    await close();
  });
});
