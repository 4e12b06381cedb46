package dev.coffer.kyc.screening.name;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day of birth as far as a list knows it.
 *
 * @param month 0 where it is not known
 * @param day 0 where it is not known
 */
public record BirthDate(int year, int month, int day) {

    private static final int CENTURY = 100;
    private static final List<DateTimeFormatter> DAYS =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, pattern("d MMM uuuu"), pattern("dd/MM/uuuu"));
    private static final List<DateTimeFormatter> MONTHS = List.of(pattern("uuuu-MM"), pattern("MMM uuuu"));

    public BirthDate {
        // Throws where there is no such day.
        LocalDate.of(year, Math.max(1, month), Math.max(1, day));
    }

    /** How a day of birth goes with the others. */
    enum Fit {
        UNKNOWN("no day of birth is listed"),
        SAME("the day of birth is the same"),
        NEAR("the day of birth differs as by a slip or is known in part"),
        DIFFERENT("the day of birth is another one");

        private final String words;

        Fit(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static DateTimeFormatter pattern(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    public static BirthDate of(LocalDate day) {
        return new BirthDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** As lists write it: 1960-02-28, 1960-02, 1960, 28 Feb 1960, Feb 1960, circa 1960. Null for anything else. */
    public static @Nullable BirthDate parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^(circa|approximately|ca\\.?)\\s+", "");
        for (DateTimeFormatter format : DAYS) {
            try {
                return of(LocalDate.parse(plain, format));
            } catch (DateTimeException another) {
                // The next one may fit.
            }
        }
        for (DateTimeFormatter format : MONTHS) {
            try {
                YearMonth month = YearMonth.parse(plain, format);
                return new BirthDate(month.getYear(), month.getMonthValue(), 0);
            } catch (DateTimeException another) {
                // The next one may fit.
            }
        }
        return plain.matches("[12]\\d{3}") ? new BirthDate(Year.parse(plain).getValue(), 0, 0) : null;
    }

    public static BirthDate unpack(int packed) {
        return new BirthDate(packed / (CENTURY * CENTURY), packed / CENTURY % CENTURY, packed % CENTURY);
    }

    public int pack() {
        return (year * CENTURY + month) * CENTURY + day;
    }

    Fit fit(BirthDate other) {
        if (equals(other) && day != 0) {
            return Fit.SAME;
        }
        boolean isPart = month == 0 || other.month == 0 || (month == other.month && (day == 0 || other.day == 0));
        if (isPart) {
            return Math.abs(year - other.year) <= (month == 0 || other.month == 0 ? 1 : 0) ? Fit.NEAR : Fit.DIFFERENT;
        }
        boolean isSwapped = year == other.year && month == other.day && day == other.month;
        int slips = (year == other.year ? 0 : 1) + (month == other.month ? 0 : 1) + (day == other.day ? 0 : 1);
        return isSwapped || (slips == 1 && isYearLike(other)) ? Fit.NEAR : Fit.DIFFERENT;
    }

    private boolean isYearLike(BirthDate other) {
        return Spelling.edits(String.valueOf(year), String.valueOf(other.year)) <= 1;
    }

    @Override
    public String toString() {
        return month == 0
                ? "%04d".formatted(year)
                : day == 0 ? "%04d-%02d".formatted(year, month) : "%04d-%02d-%02d".formatted(year, month, day);
    }
}
