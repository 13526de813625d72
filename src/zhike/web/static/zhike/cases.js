// Clocks that run: what the server wrote in words counts down second by second. Without this the words stand.
const clocks = [...document.querySelectorAll("time[data-clock]")];
const two = (n) => String(n).padStart(2, "0");

function span(seconds, word) {
  const days = Math.floor(seconds / 86400);
  const clock = `${Math.floor((seconds % 86400) / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return days ? `${days} ${word} ${clock}` : clock;
}

function run() {
  for (const clock of clocks) {
    const left = Math.floor((new Date(clock.dateTime) - Date.now()) / 1000);
    clock.parentElement.classList.toggle("late", left < 0);
    clock.parentElement.classList.toggle("soon", left >= 0 && left < 7200);
    clock.textContent = left < 0 ? `${clock.dataset.late} ${span(-left, clock.dataset.days)}` : span(left, clock.dataset.days);
  }
}
if (clocks.length) {
  run();
  setInterval(run, 1000);
}
