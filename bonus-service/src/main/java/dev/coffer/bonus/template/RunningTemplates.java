package dev.coffer.bonus.template;

import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The published templates of all tenants. */
public interface RunningTemplates {

    /** More than so many are not looked at for one occasion. */
    int MOST = 500;

    /** By code. Read in the caller's transaction. */
    List<RunningTemplate> triggeredBy(UnitOfWork unit, String tenantId, Trigger trigger);

    /** Those of any of the triggers, by code. Read in the caller's transaction. */
    List<RunningTemplate> triggeredBy(UnitOfWork unit, String tenantId, Set<Trigger> triggers);

    /** Those of all tenants that have any of the triggers, as last committed; at most {@link #MOST_OF_ALL}. */
    List<OfTenant> triggeredBy(Set<Trigger> triggers);

    /** More than so many are not looked at for all tenants together. */
    int MOST_OF_ALL = 10_000;

    /** A template, and whose it is. */
    record OfTenant(String tenantId, RunningTemplate template) {}

    /** All of them, by code, as last committed. */
    List<RunningTemplate> all(String tenantId);

    /** As last committed. */
    @Nullable
    RunningTemplate find(String tenantId, String code);

    /** Any version as if it were published. @param version null for the latest */
    @Nullable
    RunningTemplate asIf(String tenantId, String code, @Nullable Integer version);

    @Nullable
    RunningTemplate find(UnitOfWork unit, String tenantId, String code);

    @Nullable
    RunningTemplate withCode(UnitOfWork unit, String tenantId, String promoCode);

    /** The stacking groups that templates were last published with, by the templates' codes; whatever became of them since. */
    Map<String, String> groups(UnitOfWork unit, String tenantId, Collection<String> codes);

    /** As {@link #groups(UnitOfWork, String, Collection)}, as last committed. */
    Map<String, String> groups(String tenantId, Collection<String> codes);
}
