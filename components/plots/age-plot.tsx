import {
  CartesianGrid,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts';
import { locale, number } from '../../utils/i18n/locale.ts';
import { t } from '../../utils/i18n/t.ts';
import { FORGOTTEN_DAYS, onAxis, type AgeDot } from '../../utils/plots/age-dots.ts';

interface AgePlotProps {
  readonly dots: readonly AgeDot[];
  readonly onPick: (dot: AgeDot) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly dot: AgeDot;
}

const HEIGHT = 300;
const TICKS = [
  { days: 1, count: 1, unit: 'day' },
  { days: 7, count: 1, unit: 'week' },
  { days: 30, count: 1, unit: 'month' },
  { days: 91, count: 3, unit: 'month' },
  { days: 365, count: 1, unit: 'year' },
  { days: 1_096, count: 3, unit: 'year' },
] as const;
const LONGEST = onAxis(3_653);
/** The line of those that were never used, above all others. */
const NEVER = LONGEST + 0.25;
const TOP = NEVER + 0.12;
/** A dot of so many tokens is as large as dots get, unless another one holds more. */
const MANY = 20;
const TICK_TEXT = { fill: 'var(--soft)', fontSize: 11 };

/** Tokens by age and last use. The same has to stand in a table, so readers of the screen are spared it. */
export function AgePlot({ dots, onPick }: AgePlotProps) {
  const points = dots.map((dot) => ({
    x: Math.min(onAxis(dot.ageDays), LONGEST),
    y: dot.idleDays === null ? NEVER : Math.min(onAxis(dot.idleDays), LONGEST),
    size: dot.tokens.length,
    dot,
  }));
  const layers = [
    { name: t('plots.other'), fill: 'var(--plot-1)', isForgotten: false },
    {
      name: t('plots.forgotten', { days: number(FORGOTTEN_DAYS) }),
      fill: 'var(--plot-outside)',
      isForgotten: true,
    },
  ];
  const words = new Map(
    TICKS.map(({ days, count, unit }) => [onAxis(days), unitWords(count, unit)]),
  );
  const ticks = [...words.keys()];
  const tickWords = (at: number): string => words.get(at) ?? (at === NEVER ? t('plots.never') : '');
  return (
    <figure aria-hidden className="flex min-w-0 flex-col gap-2">
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ScatterChart
          margin={{ top: 8, right: 12, bottom: 16, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--line)" />
          <XAxis
            type="number"
            dataKey="x"
            domain={[0, LONGEST]}
            ticks={ticks}
            tickFormatter={tickWords}
            tick={TICK_TEXT}
            tickLine={false}
            axisLine={{ stroke: 'var(--edge)' }}
            minTickGap={16}
            label={{
              value: t('plots.axisAge'),
              position: 'insideBottom',
              offset: -10,
              ...TICK_TEXT,
            }}
          />
          <YAxis
            type="number"
            dataKey="y"
            domain={[0, TOP]}
            ticks={[...ticks, NEVER]}
            tickFormatter={tickWords}
            interval={0}
            tick={TICK_TEXT}
            tickLine={false}
            axisLine={false}
            width="auto"
          />
          <ZAxis
            type="number"
            dataKey="size"
            range={[45, 320]}
            domain={[1, Math.max(MANY, ...dots.map(({ tokens }) => tokens.length))]}
          />
          <Tooltip isAnimationActive={false} cursor={false} content={<Named />} />
          {layers.map(({ name, fill, isForgotten }) => (
            <Scatter
              key={name}
              name={name}
              data={points.filter(({ dot }) => dot.isForgotten === isForgotten)}
              fill={fill}
              fillOpacity={0.75}
              stroke="var(--paper)"
              isAnimationActive={false}
              className="cursor-pointer"
              onClick={({ payload }) => onPick((payload as Point).dot)}
            />
          ))}
        </ScatterChart>
      </ResponsiveContainer>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        <span>{t('plots.axisIdle')} ↑</span>
        {layers.map(({ name, fill }) => (
          <span key={name} className="inline-flex min-w-0 items-center gap-1.5">
            <span
              className="size-2.5 shrink-0 rounded-full forced-color-adjust-none"
              style={{ background: fill }}
            />
            <span className="min-w-0 break-words">{name}</span>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** So many names are told under the pointer. */
const NAMED = 5;

/** What recharts gives its tooltip, as far as it is read here. */
interface NamedProps {
  readonly payload?: readonly { readonly payload: unknown }[];
}

function Named({ payload = [] }: NamedProps) {
  const [first] = payload;
  if (first === undefined) return null;
  const { tokens } = (first.payload as Point).dot;
  return (
    <div className="floating max-w-64 rounded-lg border border-line bg-paper px-2.5 py-1.5 text-xs">
      {tokens.slice(0, NAMED).map(({ token }) => (
        <p key={token.id} className="truncate">
          {token.name}
        </p>
      ))}
      {tokens.length > NAMED && <p className="text-soft">+ {number(tokens.length - NAMED)}</p>}
    </div>
  );
}

function unitWords(count: number, unit: 'day' | 'week' | 'month' | 'year'): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(
    count,
  );
}
