"""Makes every picture of the papers again: `make pictures`. Scenes go through the steps on a site of their own."""
