package dev.coffer.bonus.player;

import dev.coffer.core.config.SettingField;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The setting {@value #KEY}: by whose clock days, weeks and months begin. */
record CalendarSettings(
        @SettingField(
                value = "UTC",
                max = "64",
                pattern = "[A-Za-z0-9_+:/-]+",
                description =
                        "The time zone in which a day begins for bonuses: a name such as Europe/Malta, or an offset"
                                + " such as +01:00.")
        String zone) {

    static final String KEY = "bonus-service/calendar";

    CalendarSettings {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("There is no time zone '" + zone + "'", unknown);
        }
    }
}
