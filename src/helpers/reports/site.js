"use strict";
// Search over countries, parties and topics that forgives what people type.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const entries = JSON.parse(document.getElementById("entries").textContent)
  .map(([name, kind, address, other]) => ({
    name, kind, address, words: plain(name).split(" "), other: plain(other).split(" "),
  }));

// How many letters must change to make one word the beginning of another; no more than `most`.
const changes = (typed, word, most) => {
  let row = Array.from({ length: word.length + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= word.length; j += 1) {
      next[j] = Math.min(
        row[j] + 1,
        next[j - 1] + 1,
        row[j - 1] + (typed[i - 1] === word[j - 1] ? 0 : 1),
      );
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return Math.min(...row.slice(Math.max(0, typed.length - most)));
};

// 0 is a word's beginning, more is less like it; Infinity is not like it at all.
const distance = (typed, word) => {
  if (word.startsWith(typed)) return word.length === typed.length ? 0 : 0.1;
  if (typed.length > 3 && word.includes(typed)) return 0.5;
  const most = typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2;
  if (most === 0 || word.length < 4) return Infinity;
  const found = changes(typed, word, most);
  return found > most ? Infinity : found;
};

const score = (typed, entry) => {
  let sum = 0;
  for (const part of typed) {
    const inName = Math.min(...entry.words.map((word) => distance(part, word)));
    const inOther = Math.min(...entry.other.map((word) => distance(part, word))) + 0.6;
    sum += Math.min(inName, inOther);
  }
  return sum + (entry.kind === "country" ? 0 : entry.kind === "topic" ? 0.02 : 0.05);
};

const MOST = 12;
const found = document.getElementById("found");
const results = document.getElementById("results");
document.getElementById("search").hidden = false;

document.getElementById("find").addEventListener("input", (event) => {
  const typed = plain(event.target.value).split(" ").filter(Boolean);
  const like = typed.length === 0 ? [] : entries
    .map((entry) => ({ entry, value: score(typed, entry) }))
    .filter(({ value }) => value < Infinity)
    .sort((a, b) => a.value - b.value || a.entry.name.localeCompare(b.entry.name, "en"));
  results.replaceChildren(...like.slice(0, MOST).map(({ entry }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry.address;
    link.textContent = entry.name;
    const kind = document.createElement("span");
    kind.textContent = ` ${entry.kind}`;
    item.append(link, kind);
    return item;
  }));
  const more = like.length > MOST ? `, the first ${MOST} are shown` : "";
  found.textContent = typed.length === 0 ? ""
    : like.length === 0 ? "Nothing like that in the archive"
      : `${like.length} ${like.length === 1 ? "result" : "results"}${more}`;
});

// A topic is folded until somebody goes there.
const unfold = () => {
  const topic = location.hash.startsWith("#topic-") && document.getElementById(location.hash.slice(1));
  if (topic) topic.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// The local server's token is in its first address only: what is bookmarked and sent has none.
const here = new URL(location);
if (here.searchParams.has("token")) {
  here.searchParams.delete("token");
  history.replaceState(null, "", here);
}
