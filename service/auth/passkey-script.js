// Runs in the sign-in window: asks the browser for a passkey when a form marked for it is sent, and
// sends the answer in that form. Without an answer the page says why, and can be tried again.
const { startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser;

function tell(form, text) {
  const place = form.querySelector('[role="alert"]');
  place.hidden = false;
  place.textContent = text;
}

for (const form of globalThis.document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    const start = form.dataset.passkey === 'add' ? startRegistration : startAuthentication;
    button.disabled = true;
    start({ optionsJSON: JSON.parse(form.dataset.options) }).then(
      (answer) => {
        form.elements.namedItem('answer').value = JSON.stringify(answer);
        // Sends it without this listener.
        form.submit();
      },
      (error) => {
        button.disabled = false;
        const problems = JSON.parse(form.dataset.problems);
        tell(form, problems[error?.name] ?? problems.other);
      },
    );
  });
}
