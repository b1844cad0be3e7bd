// Follows a worker at its import: asks how far it is, and shows the page anew once it is done. Without it the page is
// loaded again every few seconds.

const ASK_AGAIN = 1500, ASK_LATER = 10000;
const box = document.querySelector("[data-import]");
if (box) setTimeout(ask, ASK_AGAIN);

async function ask() {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    const { under_way: isUnderWay, done, total } = await answer.json();
    if (!isUnderWay) return location.reload();
    if (total) {
      box.querySelector("progress").value = Math.min(100, (100 * done) / total);
      box.querySelector("[data-said]").textContent = `${done} / ${total}`;
    }
    setTimeout(ask, ASK_AGAIN);
  } catch {
    setTimeout(ask, ASK_LATER);
  }
}
