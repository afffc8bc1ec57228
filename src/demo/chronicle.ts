/** Tells the story of a case step by step, in order of time, until yesterday: what would come later has not happened yet. */
import type { HolidayCalendar } from '../court/deadlines/model.ts';
import { type Random, randomBelow, randomOf } from '../kernel/random.ts';
import { type CivilDate, dayOfWeek, plusDays } from '../kernel/time.ts';
import type { AttachedPaper, Paper, PlannedCase, Step } from './plan.ts';
import type { Subject } from './subjects.ts';

/** Some parties who speak with one voice. */
export interface Side {
  readonly name: string;
  readonly parties: readonly number[];
  /** Who files for it: a person's key. */
  readonly by: string;
  /** Not of record before an appearance. */
  readonly appears: boolean;
}

/** A case as its storyteller knows it. */
export interface Cast {
  readonly subject: Subject;
  readonly plaintiff: Side;
  /** In the order of the caption; the first one leads. */
  readonly defence: readonly Side[];
  readonly presider: string;
  readonly referral: string | null;
  /** Parties against whom the complaint is, by their numbers. */
  readonly against: readonly number[];
  /** The account that writes the court's orders down when the judge does not. */
  readonly clerk: string;
  /** Before the number of a receipt of the filing fee: `AOLYDC`. */
  readonly receipts: string;
}

export interface Told extends Omit<Step, 'name' | 'on' | 'minute' | 'attachments' | 'restriction' | 'main'> {
  readonly name: string;
  /** Days since the step before, at least; court days only. */
  readonly after: number;
  readonly main?: Paper;
  readonly attachments?: readonly AttachedPaper[];
  readonly restriction?: Step['restriction'];
}

const MINUTE_BEFORE_MIDNIGHT = 23 * 60 + 58;
const OPENS = 8 * 60 + 45;
const CLOSES = 17 * 60;

export class Chronicle {
  readonly cast: Cast;
  readonly random: Random;
  readonly #calendar: HolidayCalendar;
  readonly #last: CivilDate;
  readonly #steps: Step[] = [];
  #on: CivilDate;
  #minute = 0;
  #over = false;
  #closedOn: CivilDate | null = null;
  readonly #names = new Map<string, number>();

  constructor(given: { cast: Cast; random: Random; calendar: HolidayCalendar; from: CivilDate; last: CivilDate }) {
    this.cast = given.cast;
    this.random = given.random;
    this.#calendar = given.calendar;
    this.#last = given.last;
    this.#on = this.#courtDay(given.from);
  }

  get today(): CivilDate {
    return this.#on;
  }

  /** Writes the next step down and gives its name, by which later ones refer to it. */
  tell({ after, name, ...step }: Told): string {
    const times = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, times);
    const unique = times === 1 ? name : `${name} ${times}`;
    this.#pass(after, step.by);
    if (!this.#over)
      this.#steps.push({
        ...step,
        name: unique,
        on: this.#on,
        minute: this.#minute,
        main: step.main ?? null,
        attachments: step.attachments ?? [],
        restriction: step.restriction ?? 'public',
      });
    return unique;
  }

  /** The case ends with the step told last. */
  close(): void {
    if (!this.#over) this.#closedOn = this.#on;
  }

  get closed(): boolean {
    return this.#closedOn !== null;
  }

  finished(): Pick<PlannedCase, 'steps' | 'closedOn'> {
    return { steps: this.#steps, closedOn: this.#closedOn };
  }

  some(low: number, high: number): number {
    return low + randomBelow(this.random, high - low + 1);
  }

  one<T>(of: readonly T[]): T {
    return randomOf(this.random, of);
  }

  chance(percent: number): boolean {
    return randomBelow(this.random, 100) < percent;
  }

  /** The court day that is so many days from now, or the next one. */
  inDays(days: number): CivilDate {
    return this.#courtDay(plusDays(this.#on, days));
  }

  #pass(days: number, by: string): void {
    const on = this.inDays(days);
    const earliest = on === this.#on ? this.#minute + this.some(4, 45) : 0;
    // now and then counsel file at the last moment (spec/filing.md BR-01); the court does not
    const late = days > 3 && !/^[A-Z]|clerk/.test(by) && this.chance(9);
    const minute = late ? MINUTE_BEFORE_MIDNIGHT : Math.max(earliest, this.some(OPENS, CLOSES - 60));
    const nextDay = minute > CLOSES && !late;
    this.#on = nextDay ? this.#courtDay(plusDays(on, 1)) : on;
    this.#minute = nextDay ? OPENS + this.some(0, 30) : minute;
    this.#over ||= this.#on > this.#last;
  }

  #courtDay(from: CivilDate): CivilDate {
    let day = from;
    while (dayOfWeek(day) > 5 || this.#calendar.legalHoliday(day)) day = plusDays(day, 1);
    return day;
  }
}
