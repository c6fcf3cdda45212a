import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { BarRow, Layer } from '../../utils/plots/bars.ts';

interface StackedBarsProps {
  readonly layers: readonly Layer[];
  readonly rows: readonly BarRow[];
  readonly timeWords: (startsAt: string) => string;
  /** A colour of the theme for each layer. */
  readonly colourOf: (key: string, index: number) => string;
}

const HEIGHT = 220;

/** Numbers by time, stacked in layers. The same has to stand in a table, so readers of the screen are spared it. */
export function StackedBars({ layers, rows, timeWords, colourOf }: StackedBarsProps) {
  const data = rows.map(({ startsAt, values }) => ({ time: timeWords(startsAt), ...values }));
  return (
    <figure aria-hidden className="flex min-w-0 flex-col gap-2">
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <BarChart
          data={data}
          margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
          barCategoryGap="15%"
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="time"
            tick={{ fill: 'var(--soft)', fontSize: 11 }}
            tickLine={false}
            axisLine={{ stroke: 'var(--edge)' }}
            minTickGap={24}
          />
          <YAxis
            allowDecimals={false}
            width="auto"
            tick={{ fill: 'var(--soft)', fontSize: 11 }}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--hover)' }}
            itemStyle={{ color: 'var(--ink)', padding: 0 }}
            contentStyle={{
              background: 'var(--paper)',
              border: '1px solid var(--line)',
              borderRadius: 8,
              fontSize: 12,
            }}
          />
          {layers.map(({ key, label }, index) => (
            <Bar
              key={key}
              dataKey={key}
              name={label}
              stackId="calls"
              fill={colourOf(key, index)}
              stroke="var(--paper)"
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        {layers.map(({ key, label }, index) => (
          <span key={key} className="inline-flex min-w-0 items-center gap-1.5">
            <span
              className="size-2.5 shrink-0 rounded-sm forced-color-adjust-none"
              style={{ background: colourOf(key, index) }}
            />
            <span className="min-w-0 break-words">{label}</span>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
