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
 * @param tries how often the day was gone through with somebody who failed
 * @param hasFailures whether somebody failed this time
 * @param lease who goes on with it
 */
record Round(Key key, LocalDate from, LocalDate day, String after, int tries, boolean hasFailures, String lease) {

    /** Names what is looked for. */
    record Key(String tenantId, String code, Trigger trigger) {}

    static Round first(Key key, LocalDate day) {
        return new Round(key, day, day, "", 0, false, "");
    }

    Round after(String userId, boolean isFailed) {
        return new Round(key, from, day, userId, tries, hasFailures || isFailed, lease);
    }

    /** Another day, from its beginning. */
    Round on(LocalDate other) {
        return new Round(key, from, other, "", 0, false, lease);
    }

    /** The same day once more, as somebody failed. */
    Round again() {
        return new Round(key, from, day, "", tries + 1, false, lease);
    }
}
