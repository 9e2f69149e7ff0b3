// Passkeys: what only a browser that knows them can do is shown, and what the browser signed is sent with its form. Without
// this file those parts of a page stay hidden, and a code does the same.
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const listOf = (list = []) => list.map((one) => ({ ...one, id: bytesOf(one.id) }));

const create = async (options) => {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: listOf(options.excludeCredentials),
    },
  });
  const { clientDataJSON, attestationObject } = made.response;
  const transports = made.response.getTransports ? made.response.getTransports() : [];
  return [
    made,
    {
      clientDataJSON: textOf(clientDataJSON),
      attestationObject: textOf(attestationObject),
      transports,
    },
  ];
};

const get = async (options) => {
  const signed = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      allowCredentials: listOf(options.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature } = signed.response;
  return [
    signed,
    {
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
    },
  ];
};

const isKnown = Boolean(window.PublicKeyCredential);
for (const part of document.querySelectorAll('[data-passkey-part]')) part.hidden = !isKnown;
for (const part of document.querySelectorAll('[data-passkey-none]')) part.hidden = isKnown;

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const status = form.querySelector('[role=status]');
    const button = form.querySelector('button');
    status.textContent = '';
    button.disabled = true;
    try {
      const work = form.dataset.passkey === 'create' ? create : get;
      const [{ rawId, type }, response] = await work(JSON.parse(form.dataset.options));
      const id = textOf(rawId);
      form.elements.respuesta.value = JSON.stringify({ id, rawId: id, type, response });
      form.submit();
    } catch (error) {
      // The one thing that trying again cannot mend: this device has one already.
      status.textContent =
        error.name === 'InvalidStateError' ? form.dataset.known : form.dataset.not;
      button.disabled = false;
    }
  });
}
