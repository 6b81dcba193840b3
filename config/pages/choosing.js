// A form with data-shows keeps parts of its page in step with what is chosen in it: as if the button that data-by names had
// been pressed, and only those parts had come back.
"use strict";

for (const form of document.querySelectorAll("form[data-shows]")) {
  const parts = form.dataset.shows.split(" ");
  const button = document.getElementById(form.dataset.by);
  let latest = 0;
  let waiting;

  const ask = async () => {
    const turn = ++latest;
    const fields = new URLSearchParams(new FormData(form, button));
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== latest) return;
      for (const id of parts) {
        const fresh = page.getElementById(id);
        if (fresh) document.getElementById(id).replaceChildren(...fresh.childNodes);
      }
    } catch {
      // Out of reach: the button is still there.
    }
  };

  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
}
