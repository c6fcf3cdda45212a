import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

// What any popup made with React costs before it shows anything of its own.
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <main>
        <h1>Empty</h1>
      </main>
    </StrictMode>,
  );
}
