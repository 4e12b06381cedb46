package dev.coffer.sample.item;

import dev.coffer.core.config.SettingField;

/** The setting {@value #KEY}. */
record ItemSettings(
        @SettingField(value = "20", min = "1", max = "1000", description = "How many one user may have at most.")
        int perUser) {

    static final String KEY = "sample-service/items";
}
