"""Working days by walking from day to day, and the clock in London by its two changes."""

import datetime
import functools
import json

ONE_DAY = datetime.timedelta(days=1)


class Days:
    """The working days of England and Wales for one partnership (Rulebook 3.1 to 3.3 and 3.7)."""

    def __init__(self, bank_holidays, closed):
        with open(bank_holidays, encoding="utf-8") as file:
            events = json.load(file)["england-and-wales"]["events"]
        self.holidays = {datetime.date.fromisoformat(event["date"]) for event in events}
        self.closed = set(closed)
        # The walks are the same over and over.
        self.after = functools.lru_cache(None)(self.after)
        self.before = functools.lru_cache(None)(self.before)

    def is_working(self, day):
        return day.weekday() < 5 and day not in self.holidays

    def is_open(self, day):
        return self.is_working(day) and day not in self.closed

    def after(self, count, day):
        """The count-th working day after a day. Closed days never extend it."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_working(day)
        return day

    def before(self, count, day):
        """The count-th working day before a day. Closed days pull it earlier."""
        while count > 0:
            day -= ONE_DAY
            count -= self.is_open(day)
        return self.open_until(day)

    def open_until(self, day):
        """The last open day up to a day."""
        while not self.is_open(day):
            day -= ONE_DAY
        return day

    def open_from(self, day):
        """The first open day from a day on."""
        while not self.is_open(day):
            day += ONE_DAY
        return day


def months_after(day, count):
    """The same day of a later month, or the last that it has (Rulebook 3.4)."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def is_summer(moment):
    """Whether London's clocks are an hour ahead at this moment (naive UTC)."""

    def change(month):
        last = datetime.datetime(moment.year, month, 31, 1)
        return last - datetime.timedelta(days=(last.weekday() + 1) % 7)

    return change(3) <= moment < change(10)


def london(moment):
    """What London's clocks show at a moment (naive UTC)."""
    return moment + datetime.timedelta(hours=1) if is_summer(moment) else moment


@functools.lru_cache(None)
def utc(day, hour, minute=0):
    """The moment (naive UTC) at which London's clocks show this; by day there is always just one."""
    shown = datetime.datetime(day.year, day.month, day.day, hour, minute)
    earlier = shown - datetime.timedelta(hours=1)
    return earlier if is_summer(earlier) else shown


class Hours:
    """When messages may leave: 09:00 to 17:00 in London on open days (Rulebook 4)."""

    OPENS, CLOSES = 9, 17

    def __init__(self, days):
        self.days = days

    def allow(self, moment):
        shown = london(moment)
        return self.days.is_open(shown.date()) and self.OPENS <= shown.hour < self.CLOSES

    def opening(self, day):
        return utc(day, self.OPENS)

    def at_once(self, moment):
        """The next quarter of an hour in which messages may leave."""
        seconds = (moment - datetime.datetime(1970, 1, 1)).total_seconds()
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=-(-seconds // 900) * 900)
        if self.allow(moment):
            return moment
        shown = london(moment)
        day = shown.date() if shown.hour < self.OPENS else shown.date() + ONE_DAY
        return self.opening(self.days.open_from(day))
