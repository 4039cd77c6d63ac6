// Comfort only: every page works without this file.
"use strict";

const graphemes = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;
const address = /https?:\/\/[^\s<>"]+/giu;
const mention = /(^|[^\w@/])@(\w[\w.-]*)@[\w.:-]*\w/gu;
const linkLength = 23;

// The server counts again, and its count is the one that matters.
function lengthOf(text) {
  const counted = text.trim().replace(address, "x".repeat(linkLength)).replace(mention, "$1@$2");
  return graphemes ? [...graphemes.segment(counted)].length : [...counted].length;
}

function watch(form) {
  const [text, summary, left] = ["#text", "#summary", "#left"].map(name => form.querySelector(name));
  const words = left.textContent;
  const show = () => {
    const rest = Number(form.dataset.max) - lengthOf(text.value) - lengthOf(summary.value);
    left.textContent = words.replace(/-?\d+/u, String(rest));
    left.classList.toggle("over", rest < 0);
  };
  form.addEventListener("input", show);
  text.addEventListener("keydown", pressed => {
    if (pressed.key === "Enter" && (pressed.ctrlKey || pressed.metaKey)) {
      pressed.preventDefault();
      form.requestSubmit();
    }
  });
  if (!CSS.supports("field-sizing", "content")) {
    text.addEventListener("input", () => {
      text.style.height = "auto";
      text.style.height = `${text.scrollHeight + 2}px`;
    });
  }
  show();
}

// A second press would post the same twice.
function sendOnce(form) {
  form.addEventListener("submit", sent => {
    if (form.dataset.sent) {
      sent.preventDefault();
    }
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}

// British English writes days and hours as the pages do without script.
const language = document.documentElement.lang.replace(/^en$/u, "en-GB");
const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "narrow" });
const whole = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
const minutes = [["minute", 1, 60], ["hour", 60, 1440], ["day", 1440, 10080]];

function relative(time) {
  const passed = (Date.now() - time) / 60000;
  if (passed < 1) {
    return ago.format(0, "second");
  }
  const fitting = minutes.find(([, , most]) => passed < most);
  return fitting ? ago.format(-Math.floor(passed / fitting[1]), fitting[0]) : day.format(time);
}

function tellTimes() {
  for (const element of document.querySelectorAll("time[datetime]")) {
    const time = new Date(element.dateTime);
    element.title = whole.format(time);
    element.textContent = "relative" in element.dataset ? relative(time) : "day" in element.dataset ? day.format(time) : whole.format(time);
  }
}

document.querySelectorAll("form.composer").forEach(watch);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
tellTimes();
setInterval(tellTimes, 60000);
