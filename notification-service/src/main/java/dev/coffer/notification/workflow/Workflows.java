package dev.coffer.notification.workflow;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workflows that tenants saved, in all versions. */
interface Workflows {

    /** As it stands. @param unit null for what is committed */
    @Nullable
    Workflow find(@Nullable UnitOfWork unit, String tenantId, String event);

    /** All as they stand: at most one for each event that there is. */
    List<Workflow> all(String tenantId);

    /** Saves the next version. */
    void add(UnitOfWork unit, String tenantId, Workflow workflow, String by, Instant at);
}
