/** A way to go on that looks like a link, and leads to no address. */
export function TextButton(props: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      className="rounded text-accent underline underline-offset-2"
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
