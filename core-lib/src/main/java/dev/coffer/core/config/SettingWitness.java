package dev.coffer.core.config;

import dev.coffer.core.store.UnitOfWork;

/** Is there when a setting is changed by this process; a service gives one where it keeps a record of such changes. */
@FunctionalInterface
public interface SettingWitness {

    /** For a service that keeps none. */
    SettingWitness NONE = (unit, version) -> {};

    /**
     * @param unit the transaction of the change, in the database of the settings; its session counts for those of the same server
     * @param version what holds once that is committed
     */
    void changed(UnitOfWork unit, SettingVersion version);
}
