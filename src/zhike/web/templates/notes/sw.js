// Keeps the page for quick notes and the files it needs; everything else goes to the network as if this were not here.
const NAME = "note-{{ version }}";
const SHELL = [{% for url in shell %}"{{ url|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

// Fetched without a cookie, so that what is kept is nobody's.
const plain = (url) => new Request(url, { credentials: "omit", cache: "reload" });

addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(SHELL.map(plain))).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)))).then(() => clients.claim()),
  );
});
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || !SHELL.includes(url.pathname)) return;
  event.respondWith(caches.match(url.pathname, { cacheName: NAME }).then((kept) => kept ?? fetch(event.request)));
});
