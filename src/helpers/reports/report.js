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

const isUsual = (field) =>
  field.type === "number"
    ? field.value !== "" && Number(field.value) === Number(field.dataset.usual)
    : field.value === field.dataset.usual;

// The local server makes a report: it says how far it is, and the page follows when it is there.
const serve = (form, fields) => {
  const status = form.querySelector("[role=status]");
  const cancel = form.querySelector(".cancel");
  let asking = null;
  form.noValidate = true; // the server says in a sentence what does not fit

  const say = (text) => { status.textContent = text; };
  const blame = (name, problem) => {
    for (const field of fields) {
      const wrong = problem !== "" && field.name === name;
      const beside = document.getElementById(`${field.id}-problem`);
      beside.textContent = wrong ? problem : "";
      field.toggleAttribute("aria-invalid", wrong);
      field.setAttribute("aria-describedby", `${beside.id} ${field.id}-meaning`);
      if (wrong) field.focus();
    }
    say(fields.some((field) => field.name === name) ? "" : problem);
  };
  const told = (each, address) => {
    if (each.ready) location.assign(address);
    else if (each.problem) blame(each.parameter, each.problem);
    else if (each.of) say(`Step ${each.done + 1} of ${each.of}`);
    else say(`In line behind ${each.waiting}`);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const query = new URLSearchParams(
      fields.filter((field) => !isUsual(field)).map((field) => [field.name, field.value]),
    ).toString();
    const address = form.getAttribute("action") + (query && `?${query}`);
    blame("", "");
    say("Asking");
    cancel.hidden = false;
    try {
      const answer = await fetch(address, { signal, headers: { Accept: "application/x-ndjson" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/x-ndjson")) {
        location.assign(address);
        return;
      }
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const lines = (rest + part.value).split("\n");
        rest = lines.pop();
        for (const line of lines) told(JSON.parse(line), address);
      }
    } catch {
      if (!signal.aborted) say("The server does not answer; is hemicycle serve still running?");
    } finally {
      if (asking?.signal === signal) cancel.hidden = true;
    }
  });
  cancel.addEventListener("click", () => {
    asking?.abort();
    cancel.hidden = true;
    say("Cancelled");
  });
  // Who comes back finds the page as it was left, and its fields as they were changed.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    form.reset();
    blame("", "");
  });
  const here = new URL(location);
  if (here.searchParams.has("token")) {
    here.searchParams.delete("token");
    history.replaceState(null, "", here);
  }
};

for (const form of document.querySelectorAll("form[data-notebook]")) {
  const fields = [...form.querySelectorAll("input, select")];
  const shown = form.querySelector("code");
  const tell = () => {
    const words = ["hemicycle", "run", form.dataset.notebook];
    for (const field of fields) if (!isUsual(field)) words.push("-p", field.name, field.value);
    shown.textContent = words.map(quoted).join(" ");
  };
  for (const field of fields) {
    field.disabled = false;
    field.addEventListener("input", tell);
  }
  if ("served" in form.dataset) serve(form, fields);
  else form.addEventListener("submit", (event) => event.preventDefault());
  shown.after(" ", copyButton("Copy the command", () => shown.textContent));
}

// --- Print --------------------------------------------------------------------------------------

addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("main .sheet details")) each.open = true;
});
