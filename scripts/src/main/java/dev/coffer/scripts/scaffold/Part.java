package dev.coffer.scripts.scaffold;

import java.util.Locale;

/** What a new service has beside its entities. */
enum Part {
    EVENTS,
    SAGAS,
    WEBHOOKS,
    REALTIME;

    /** As marks in the sample name it: "events". */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
