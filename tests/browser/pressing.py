"""Every button for a download pressed at once, without saving files."""

# Presses every button for a kind of file and gives what each would save, by the key of its table.
PRESSED = """async kind => {
  const made = {}, real = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
  let key = '';
  URL.createObjectURL = blob => { made[key] = blob.text(); return real.call(URL, blob); };
  HTMLAnchorElement.prototype.click = function () {};
  for (const button of document.querySelectorAll(`[data-${kind}]`)) {
    key = button.dataset[kind];
    button.click();
  }
  URL.createObjectURL = real;
  HTMLAnchorElement.prototype.click = click;
  for (const name of Object.keys(made)) made[name] = await made[name];
  return made;
}"""
