const search = document.getElementById("search");
const cards = [...document.querySelectorAll("[data-words]")];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
search.hidden = false;
document.getElementById("find").addEventListener("input", (event) => {
  const wanted = plain(event.target.value);
  for (const card of cards) card.hidden = !plain(card.dataset.words).includes(wanted);
  const left = cards.filter((card) => !card.hidden).length;
  document.getElementById("found").textContent =
    wanted === "" ? "" : left === 1 ? "1 country" : `${left} countries`;
});
