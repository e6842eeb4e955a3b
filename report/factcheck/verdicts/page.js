"use strict";
// The page says the same without this script, which copies a fair sentence.

for (const button of document.querySelectorAll("dd > button")) {
  const sentence = button.parentElement.querySelector(".fair");
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(sentence.textContent);
      status.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(sentence);
      status.textContent = "The sentence is selected; copy it with your keyboard.";
    }
  });
}
