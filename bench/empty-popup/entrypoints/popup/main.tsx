import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

// What any popup made with React costs before it shows anything of its own.
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <main>{location.search === '?type' ? <Typed /> : <h1>Empty</h1>}</main>
    </StrictMode>,
  );
}

/** What any keystroke costs that is answered with the least there is: what was typed. */
function Typed() {
  const [text, setText] = useState('');
  return (
    <>
      <input
        autoFocus
        role="combobox"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('');
        }}
      />
      <p>{text}</p>
    </>
  );
}
