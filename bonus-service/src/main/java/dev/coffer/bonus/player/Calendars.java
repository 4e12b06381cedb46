package dev.coffer.bonus.player;

import dev.coffer.core.config.Setting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The calendars of tenants: when a day begins. */
public final class Calendars {

    private final Setting<CalendarSettings> settings;

    Calendars(Setting<CalendarSettings> settings) {
        this.settings = settings;
    }

    public ZoneId zone(String tenantId) {
        return ZoneId.of(settings.of(tenantId).zone());
    }

    /** The tenant's day at the time. */
    public LocalDate day(String tenantId, Instant at) {
        return at.atZone(zone(tenantId)).toLocalDate();
    }

    /** When the tenant's day begins. */
    public Instant start(String tenantId, LocalDate day) {
        return day.atStartOfDay(zone(tenantId)).toInstant();
    }
}
