/** The product's mark: a key on a rounded square, as on the icon and the sign-in page. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 40 40"
      fill="none"
      aria-hidden
      className="shrink-0"
    >
      <rect width="40" height="40" rx="9.5" fill="#4f46e5" />
      <circle cx="15" cy="20" r="6.2" stroke="#fff" strokeWidth="3.4" />
      <path d="M21.2 20H32.5M28.2 20v5.4" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" />
    </svg>
  );
}
