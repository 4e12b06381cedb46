package dev.coffer.notification.template;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.SortedList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The templates of a tenant: its own, and for every other key the built-in one. */
public final class FindTemplates {

    private final Templates own;
    private final Pages pages;

    FindTemplates(Templates own, Pages pages) {
        this.own = own;
        this.pages = pages;
    }

    /** @return null where there is none */
    public @Nullable Template find(UnitOfWork unit, String tenantId, String key) {
        Template template = own.find(unit, tenantId, key);
        return template == null ? BuiltInTemplates.find(key) : template;
    }

    /**
     * @param version null for the present one
     * @throws CodedException NOT_FOUND
     */
    Template one(Caller caller, String key, @Nullable Integer version) {
        Template found =
                version == null ? own.find(null, caller.tenantId(), key) : own.find(caller.tenantId(), key, version);
        if (found == null && (version == null || version == Template.BUILT_IN)) {
            found = BuiltInTemplates.find(key);
        }
        if (found == null) {
            throw CodedException.notFound("template", key);
        }
        return found;
    }

    /** Sorted by key. There are few hundred at most, read at once. */
    Connection<Template> page(Caller caller, PageRequest page, boolean isCounted) {
        TreeMap<String, Template> byKey = new TreeMap<>();
        BuiltInTemplates.all().forEach(template -> byKey.put(template.key(), template));
        own.all(caller.tenantId()).forEach(template -> byKey.put(template.key(), template));
        return SortedList.page(pages, page, "templates|" + caller.tenantId(), byKey, isCounted);
    }
}
