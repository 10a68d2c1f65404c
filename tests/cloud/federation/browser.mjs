// Signs in as a user does in a browser: opens a page in a headless Chromium, confirms a code, types user and password, and prints the text
// of the page on which that ends.
//
//   node browser.mjs URL USER PASSWORD
import { chromium } from 'playwright-core';

const [url, user, password] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.OPENSTACKIMAGE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  // Pages that send themselves on are over when one of these is there: a form for the user, or text without a form.
  const settled = () => page.waitForFunction(
    () => document.querySelector('button') || (!document.querySelector('form') && document.body?.innerText.trim()));
  for (let step = 0; step < 4; step++) {
    await settled();
    const name = page.locator('input[name=user]');
    const button = page.locator('button');
    if (await button.count() === 0) {
      break;
    }

    if (await name.count() > 0) {
      if (await page.locator('#failure').count() > 0) {
        break;
      }

      await name.fill(user);
      await page.locator('input[name=password]').fill(password);
    }

    const next = page.waitForNavigation();
    await button.first().click();
    await next;
  }

  console.log(await page.locator('body').innerText());
} finally {
  await browser.close();
}
