// A file dropped on a form with data-drop, or pasted anywhere on its page, becomes the file of the form; choosing one works without this.

for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const take = (files) => {
    if (!files.length) return;
    const one = new DataTransfer();
    one.items.add(files[0]);
    input.files = one.files;
    form.classList.remove("over");
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer.files); });
  document.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length && !event.target.matches("textarea, input[type=text]")) take(event.clipboardData.files);
  });
}
