package dev.coffer.notification.workflow;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.SortedList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What follows from events in a tenant: its own workflows, and for every other event the built-in one. */
final class FindWorkflows {

    private final Workflows own;
    private final Pages pages;

    FindWorkflows(Workflows own, Pages pages) {
        this.own = own;
        this.pages = pages;
    }

    Workflow find(UnitOfWork unit, String tenantId, KnownEvent event) {
        Workflow workflow = own.find(unit, tenantId, event.type());
        return workflow == null ? event.builtIn() : workflow;
    }

    /** @throws CodedException NOT_FOUND for an event that users cannot be told of */
    Workflow one(Caller caller, String type) {
        @Nullable KnownEvent event = KnownEvents.find(type);
        if (event == null) {
            throw CodedException.notFound("workflow", type);
        }
        Workflow workflow = own.find(null, caller.tenantId(), type);
        return workflow == null ? event.builtIn() : workflow;
    }

    /** Sorted by event. */
    Connection<Workflow> page(Caller caller, PageRequest page, boolean isCounted) {
        TreeMap<String, Workflow> byEvent = new TreeMap<>();
        KnownEvents.all().forEach(event -> byEvent.put(event.type(), event.builtIn()));
        own.all(caller.tenantId()).forEach(workflow -> byEvent.replace(workflow.event(), workflow));
        return SortedList.page(pages, page, "workflows|" + caller.tenantId(), byEvent, isCounted);
    }
}
