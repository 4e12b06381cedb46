package dev.coffer.notification.template;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The templates of tenants, in all versions. */
interface Templates {

    /** As it stands. @param unit null for what is committed */
    @Nullable
    Template find(@Nullable UnitOfWork unit, String tenantId, String key);

    @Nullable
    Template find(String tenantId, String key, int version);

    /** All as they stand, of which there are at most {@link SaveTemplate#MOST}. */
    List<Template> all(String tenantId);

    /** How many there are, counted up to {@link SaveTemplate#MOST}. */
    long count(String tenantId);

    /** Saves the next version; the one before stays for those who look at it. */
    void add(UnitOfWork unit, String tenantId, Template template, String by, Instant at);
}
