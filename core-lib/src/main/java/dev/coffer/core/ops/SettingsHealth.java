package dev.coffer.core.ops;

import dev.coffer.core.config.ConfigHealth;
import dev.coffer.core.config.LiveSettings;
import java.time.Clock;
import java.time.Duration;

/** Whether this process has the stored settings. Not ready before it read them once; later, old values are good enough to work. */
final class SettingsHealth implements HealthCheck {

    private final LiveSettings settings;
    private final Clock clock;

    SettingsHealth(LiveSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Status check() {
        ConfigHealth health = settings.health();
        if (health.settings() == 0) {
            return Status.up("none declared");
        }
        if (health.lastRead() == null) {
            return Status.down("never read, the declared defaults are in force: the database is away");
        }
        if (!health.problems().isEmpty()) {
            return Status.up("in force with exceptions: " + String.join("; ", health.problems()));
        }
        return health.isFollowing()
                ? Status.up(health.settings() + " followed")
                : Status.up("not followed at the moment, as read "
                        + Duration.between(health.lastRead(), clock.instant()).toSeconds() + " s ago");
    }
}
