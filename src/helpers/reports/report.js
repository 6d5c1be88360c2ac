"use strict";
// Everything in a report is there without this; it adds downloads, Copy, and fields that work.

const save = (name, blob) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const button = (text, label, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
};

// --- Charts as SVG and PNG ----------------------------------------------------------------------

const drawing = (figure) => {
  const svg = figure.querySelector("svg.wide").cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.removeAttribute("class");
  return { text: new XMLSerializer().serializeToString(svg), width, height };
};

for (const tools of document.querySelectorAll("figure .tools")) {
  const figure = tools.closest("figure");
  const title = figure.querySelector(".title").textContent;
  const { name } = tools.dataset;
  const asSvg = () =>
    save(`${name}.svg`, new Blob([drawing(figure).text], { type: "image/svg+xml" }));
  const asPng = () => {
    const { text, width, height } = drawing(figure);
    const picture = new Image();
    picture.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = width * 3;
      canvas.height = height * 3;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(`${name}.png`, blob));
    });
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };
  tools.append(
    button("Download SVG", `Download SVG: ${title}`, asSvg),
    button("Download PNG", `Download PNG: ${title}`, asPng),
  );
}

// --- Copy ---------------------------------------------------------------------------------------

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard for a page from the disk in some browsers: by selection, then.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
};

const copyButton = (label, text) => {
  const made = button("Copy", label, async () => {
    await copy(text());
    made.textContent = "Copied";
    setTimeout(() => { made.textContent = "Copy"; }, 2000);
  });
  made.setAttribute("aria-live", "polite");
  return made;
};

for (const entry of document.querySelectorAll(".cite pre")) {
  entry.after(copyButton("Copy for BibTeX", () => entry.textContent));
}

// --- Change this report -------------------------------------------------------------------------

// As a shell takes it, and as Python's shlex.quote writes it.
const quoted = (word) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;

for (const form of document.querySelectorAll("form[data-notebook]")) {
  const fields = [...form.querySelectorAll("input, select")];
  const shown = form.querySelector("code");
  const tell = () => {
    const words = ["hemicycle", "run", form.dataset.notebook];
    for (const field of fields) {
      const same = field.type === "number"
        ? field.value !== "" && Number(field.value) === Number(field.dataset.usual)
        : field.value === field.dataset.usual;
      if (!same) words.push("-p", field.name, field.value);
    }
    shown.textContent = words.map(quoted).join(" ");
  };
  for (const field of fields) {
    field.disabled = false;
    field.addEventListener("input", tell);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  shown.after(" ", copyButton("Copy the command", () => shown.textContent));
}

// --- Print --------------------------------------------------------------------------------------

addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("main .sheet details")) each.open = true;
});
