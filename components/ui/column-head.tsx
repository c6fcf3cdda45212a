/** The head of a column in a table of numbers. */
export function ColumnHead({ words, className = '' }: { words: string; className?: string }) {
  return (
    <th scope="col" className={`py-1.5 pr-3 font-medium last:pr-0 ${className}`}>
      {words}
    </th>
  );
}
