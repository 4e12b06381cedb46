package dev.coffer.bonus.occasion;

import dev.coffer.bonus.template.Trigger;
import java.time.LocalDate;

/**
 * How far the looking for a template's occasions has come. One goes through the players of a day, or of a period, in the order of
 * their ids.
 *
 * @param from the day that was looked at first
 * @param day that is looked at, or the first of the period
 * @param after the last player that was looked at; "" before the first
 * @param tries how often the day was gone through with somebody who was missed
 * @param missed who was missed this time
 * @param lease who goes on with it
 */
record Round(Key key, LocalDate from, LocalDate day, String after, int tries, Missed missed, String lease) {

    /** Who was not given what they are due, in the order of what is worse. */
    enum Missed {
        NOBODY,
        /** Somebody, as the store was away or too busy. */
        WHILE_AWAY,
        /** Somebody, by what may fail again. */
        BY_FAULT;

        Missed or(Missed other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** Names what is looked for. */
    record Key(String tenantId, String code, Trigger trigger) {}

    static Round first(Key key, LocalDate day) {
        return new Round(key, day, day, "", 0, Missed.NOBODY, "");
    }

    Round after(String userId, Missed more) {
        return new Round(key, from, day, userId, tries, missed.or(more), lease);
    }

    /** Another day, from its beginning. */
    Round on(LocalDate other) {
        return new Round(key, from, other, "", 0, Missed.NOBODY, lease);
    }

    /** The same day once more, as somebody was missed. */
    Round again() {
        return new Round(key, from, day, "", tries + 1, Missed.NOBODY, lease);
    }
}
