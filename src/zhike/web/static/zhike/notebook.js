// The notebook: notes wait in this phone's own store and are sent when there is a network, each under a key made here, so that twice is once.

const main = document.getElementById("main");
const words = document.getElementById("words").dataset;
const text = document.getElementById("text");
const state = document.getElementById("state");
const list = document.getElementById("notes");

if ("serviceWorker" in navigator) navigator.serviceWorker.register(main.dataset.worker);

const opening = new Promise((resolve, reject) => {
  const request = indexedDB.open("zhike-notebook", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("notes", { keyPath: "key" });
    request.result.createObjectStore("kept");
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
// One request in a transaction of its own; done only when the store says it is on the disk.
async function ask(store, mode, verb, ...values) {
  const transaction = (await opening).transaction(store, mode, { durability: "strict" });
  const request = transaction.objectStore(store)[verb](...values);
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}
const waiting = async () => (await ask("notes", "readonly", "getAll")).sort((a, b) => a.at.localeCompare(b.at));

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

document.getElementById("jot").addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = text.value.trim();
  if (!said) return;
  text.value = "";
  const who = (await ask("kept", "readonly", "get", "who")) ?? null;
  await ask("notes", "readwrite", "put", { key: newKey(), text: said, at: new Date().toISOString(), who });
  await ask("kept", "readwrite", "delete", "draft");
  state.textContent = words.kept;
  await show();
  send();
});
// What is being typed outlives a killed page.
text.addEventListener("input", () => ask("kept", "readwrite", "put", text.value, "draft"));

async function show() {
  const notes = await waiting();
  list.replaceChildren(...notes.map((note) => {
    const line = document.createElement("li");
    const said = document.createElement("span");
    said.textContent = note.text;
    said.style.flex = "1";
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn plain small";
    drop.textContent = words.drop;
    drop.addEventListener("click", async () => { await ask("notes", "readwrite", "delete", note.key); show(); });
    line.append(said);
    if (note.problem) {
      const problem = document.createElement("small");
      problem.className = "error";
      problem.textContent = words.refused;
      line.append(problem);
    }
    line.append(drop);
    return line;
  }));
  document.getElementById("waiting").hidden = notes.length === 0;
}

// One sender at a time, over all open pages of this browser.
const alone = (work) => (navigator.locks ? navigator.locks.request("zhike-notebook", work) : work());
const send = () => alone(sendAll).catch(() => { state.textContent = words.offline; });

async function sendAll() {
  const notes = await waiting();
  if (!navigator.onLine) {
    if (notes.length) state.textContent = words.offline;
    return;
  }
  const pass = await fetch(main.dataset.token, { redirect: "manual", cache: "no-store" });
  if (!pass.ok) {
    if (notes.length) state.textContent = words.signedout;
    return;
  }
  // Asked even when nothing waits: what is written later without network is then known to be this person's.
  const { token, who } = await pass.json();
  await ask("kept", "readwrite", "put", who, "who");
  let sent = "";
  for (const note of notes) {
    if (note.who !== null && note.who !== who) {
      state.textContent = words.other;
      continue;
    }
    const answer = await fetch(main.dataset.send, {
      method: "POST",
      redirect: "manual",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ key: note.key, text: note.text, written_at: note.at }),
    });
    if (answer.ok) {
      const said = await answer.json();
      sent = said.delicate.length ? `${words.sent} · ${words.delicate}${said.delicate.join(", ")}` : words.sent;
      await ask("notes", "readwrite", "delete", note.key);
    } else if (answer.status === 422 || answer.status === 409) {
      await ask("notes", "readwrite", "put", { ...note, problem: answer.status });
    } else {
      state.textContent = words.signedout;
      break;
    }
  }
  if (sent) state.textContent = sent;
  await show();
}

addEventListener("online", send);
addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
document.getElementById("again").addEventListener("click", send);
text.value = (await ask("kept", "readonly", "get", "draft")) ?? "";
await show();
send();
main.dataset.ready = "1";
