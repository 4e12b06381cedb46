const form = document.getElementById('passkey');
const problem = document.getElementById('passkey-problem');
const canAsk = Boolean(window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON);
async function ask() {
  problem.hidden = true;
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(form.dataset.options));
    const answer = await navigator.credentials.get({ publicKey });
    form.querySelector('[data-answer]').value = JSON.stringify(answer);
    form.submit();
  } catch (refused) {
    problem.hidden = false;
  }
}
if (canAsk) {
  form.querySelector('button').addEventListener('click', ask);
} else {
  form.hidden = true;
  problem.hidden = false;
}
