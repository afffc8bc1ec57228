/**
 * What the pages do better with script: upload progress, one submission a press, a list that narrows as you type,
 * select-all, a character counter, a preview. Every page works without it. Text goes in as text, never as markup.
 */

const root = document.documentElement;
root.classList.add('scripted');
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

/** Coming back by the browser's Back shows the page as it was left: the form may be sent again. */
window.addEventListener('pageshow', () => {
  for (const form of all('form[data-sent]')) delete form.dataset.sent;
});

/** A file dropped on a page that takes files, or beside their place, must not take the page away. */
for (const name of ['dragover', 'drop']) {
  window.addEventListener(name, (event) => {
    const intoField = event.target instanceof Element && event.target.closest('input[type=file]');
    if (!intoField && document.querySelector('[data-drop]')) event.preventDefault();
  });
}

/** Makes the parts below a place do what they do better with script. */
function enliven(place) {
  // The summary of errors takes the focus, so that it is read first.
  place.querySelector('[data-errors]')?.focus();

  // A form that must not be sent twice: the second press does nothing while the first is under way.
  for (const form of all('form[data-once]', place)) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) event.preventDefault();
      else form.dataset.sent = 'yes';
    });
  }

  // What is for pages without script goes; left in the form, its button would be the one that Enter presses.
  for (const part of all('[data-without-script]', place)) part.remove();

  // And what is for pages with script comes.
  for (const part of all('[data-with-script]', place)) part.hidden = false;

  // A box that finds: the server's answer takes the place of the list, a moment after the last letter.
  for (const box of all('input[data-find]', place)) {
    let wait;
    let asked = 0;
    const find = async () => {
      const mine = ++asked;
      const address = new URL(box.form.action);
      address.searchParams.set('find', box.value);
      const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => null);
      // Without an answer the button below still works; an old answer is of no use.
      if (!answer?.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const id of [box.dataset.find, 'event-count']) {
        const [now, then] = [page.getElementById(id), document.getElementById(id)];
        // Whoever is in the list already goes on with what they see.
        if (now && then && !then.contains(document.activeElement)) then.replaceChildren(...now.childNodes);
      }
    };
    box.addEventListener('input', () => {
      clearTimeout(wait);
      wait = setTimeout(find, 150);
    });
    // Enter in the box means "find"; it must not send the page.
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      clearTimeout(wait);
      void find();
    });
  }

  // A box that narrows a list; says how many are left.
  for (const box of all('input[data-filter]', place)) {
    const list = document.getElementById(box.dataset.filter);
    const count = box.closest('.filter')?.querySelector('[data-filter-count]');
    const narrow = () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of all('[data-filter-text]', list)) {
        // What is ticked stays in sight, so that nothing is asked for unseen.
        const ticked = row.querySelector('input[type=checkbox]:checked') !== null;
        row.hidden = !ticked && !words.every((word) => row.dataset.filterText.includes(word));
        if (!row.hidden) left += 1;
      }
      for (const group of all('[data-filter-group]', list)) {
        group.hidden = all('[data-filter-text]', group).every((row) => row.hidden);
      }
      const of = box.dataset.filterOf;
      if (count) count.textContent = left === 0 ? `No ${of} has this word.` : left === 1 ? `1 ${of}` : `${left} ${of}s`;
    };
    box.addEventListener('input', narrow);
    // Enter in the box means "find", which has been done; it must not send the page.
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    if (box.value) narrow();
  }

  // "Select all": ticks the boxes of its group, or unticks them when all are ticked.
  for (const button of all('button[data-select-all]', place)) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const name = button.dataset.selectAll;
      const boxes = all('input[type=checkbox]', button.closest('fieldset')).filter((box) => !name || box.name === name);
      const tick = !boxes.every((box) => box.checked);
      for (const box of boxes) {
        box.checked = tick;
        box.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
  }

  // "Expand all": opens every branch of a tree, or closes those of its parties when all are open.
  for (const button of all('button[data-expand]', place)) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const branches = all('details', document.getElementById(button.dataset.expand));
      const open = !branches.every((branch) => branch.open);
      for (const branch of branches) branch.open = open || branch.parentElement?.tagName !== 'LI';
      button.textContent = open ? 'Collapse all' : 'Expand all';
    });
  }

  // Questions that matter only while a box is ticked.
  for (const part of all('[data-shown-when]', place)) {
    const box = document.getElementById(part.dataset.shownWhen);
    if (!box) continue;
    const show = () => {
      part.hidden = !box.checked;
    };
    box.addEventListener('change', show);
    show();
  }

  // The counter beside a text box with a limit.
  for (const box of all('textarea[data-limit]', place)) {
    const counter = box.parentElement?.querySelector('.counter');
    const count = () => {
      const left = Number(box.dataset.limit) - [...box.value].length;
      if (counter) counter.textContent = left >= 0 ? `${left} characters left` : `${-left} characters too many`;
    };
    box.addEventListener('input', count);
    count();
  }

  // The docket text as it will read.
  const preview = place.querySelector('[data-preview]');
  if (preview) {
    const follow = (field, words, empty) =>
      field?.addEventListener('input', () => {
        if (words) words.textContent = field.value || empty;
      });
    follow(document.getElementById('f-words'), preview.querySelector('[data-preview-words]'), '(your words)');
    follow(document.getElementById('f-prefix'), preview.querySelector('[data-preview-prefix]'), '');
  }

  // Files dropped on the place of a file field are chosen in it, beside those that were, and uploaded at once.
  for (const area of all('[data-drop]', place)) {
    const field = area.querySelector(`input[type=file][name="${area.dataset.drop}"]`);
    area.addEventListener('dragover', () => area.classList.add('over'));
    for (const end of ['dragleave', 'drop']) area.addEventListener(end, () => area.classList.remove('over'));
    area.addEventListener('drop', (event) => {
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0) event.preventDefault();
      if (dropped.length === 0 || field.form.dataset.sent) return;
      const chosen = new DataTransfer();
      for (const file of [...field.files, ...dropped]) chosen.items.add(file);
      field.files = chosen.files;
      field.form.requestSubmit(field.form.querySelector('button[name=go][value=upload]'));
    });
  }

  // Uploads with a progress bar.
  for (const form of all('form[data-upload]', place)) {
    const progress = form.querySelector('[data-upload-progress]');
    if (progress) form.addEventListener('submit', (event) => upload(event, form, progress));
  }
}

/**
 * A refusal is a page of ours, as it would stand there without script: its main part takes the place of this one's.
 * False when the answer is no page of ours.
 */
function showAnswer(page) {
  const answer = new DOMParser().parseFromString(page, 'text/html');
  const main = answer.querySelector('main');
  if (!main) return false;
  document.title = answer.title;
  document.querySelector('main').replaceWith(document.adoptNode(main));
  enliven(main);
  if (!main.querySelector('[data-errors]')) main.focus();
  return true;
}

function upload(event, form, progress) {
  const chosen = all('input[type=file]', form).some((field) => field.files.length > 0);
  if (!chosen || event.defaultPrevented) return;
  event.preventDefault();
  const [bar, words] = progress.children;
  const say = (text) => {
    words.textContent = text;
  };
  const failed = () => {
    delete form.dataset.sent;
    bar.hidden = true;
    say('The upload was cut off. Your other answers are kept. Press the button to try again.');
  };
  const request = new XMLHttpRequest();
  let said = 0;
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const percent = total > 0 ? Math.round((100 * loaded) / total) : 0;
    bar.value = percent;
    // A screen reader hears every quarter, not every packet.
    if (percent >= said + 25 || percent === 100) {
      said = percent;
      say(percent === 100 ? 'Uploaded. The court is checking the file.' : `Uploading: ${percent} %`);
    }
  });
  request.addEventListener('load', () => {
    if (request.status < 400) window.location.assign(request.responseURL || form.action);
    else if (!showAnswer(request.responseText)) failed();
  });
  request.addEventListener('error', failed);
  bar.hidden = false;
  progress.hidden = false;
  progress.scrollIntoView({ block: 'nearest' });
  request.open('POST', form.action);
  request.send(new FormData(form, event.submitter));
}

enliven(document);
