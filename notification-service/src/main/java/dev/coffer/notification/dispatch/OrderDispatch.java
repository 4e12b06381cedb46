package dev.coffer.notification.dispatch;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.dispatch.DispatchOrder.Segment;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.Tasks;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.template.FindTemplates;
import dev.coffer.notification.template.Template;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes orders to send something; who gets it is settled then. The same order again answers the same dispatch. */
final class OrderDispatch {

    static final int MOST_RECIPIENTS = 10_000;

    private final Dispatches dispatches;
    private final Parts parts;

    OrderDispatch(Dispatches dispatches, Parts parts) {
        this.dispatches = dispatches;
        this.parts = parts;
    }

    /** What it works with. */
    record Parts(
            FindTemplates templates,
            Recipients recipients,
            DispatchValues values,
            Tasks tasks,
            Permissions permissions,
            Transactions transactions,
            Ids ids,
            Clock clock) {}

    /** @throws CodedException FORBIDDEN for a word about security from who may not say one, INVALID_INPUT for unknown values */
    DispatchResult order(Caller caller, DispatchOrder order) {
        requireCategory(caller, order.category());
        return parts.transactions().inTransaction(unit -> {
            Dispatches.Known known = dispatches.findByKey(unit, caller.tenantId(), order.idempotencyKey());
            if (known != null) {
                return known.fingerprint().equals(order.fingerprint())
                        ? new DispatchResult.Accepted(known.dispatch())
                        : refused(DispatchRefusal.DISPATCH_KEY_REUSED, "idempotencyKey");
            }
            DispatchResult unfit = unfit(unit, caller, order);
            return unfit == null ? taken(unit, caller, order) : unfit;
        });
    }

    /** What claims that an account is in danger makes people act in haste: it is not for everybody to say. */
    private void requireCategory(Caller caller, NotificationCategory category) {
        if (category == NotificationCategory.SECURITY
                && !parts.permissions().permits(caller, "message", "send-security", null)) {
            parts.permissions().recordDenial(caller, "message", "send-security", null);
            throw new CodedException(
                    CommonError.FORBIDDEN, "Your roles do not permit 'message:send-security', which SECURITY needs.");
        }
    }

    private @Nullable DispatchResult unfit(UnitOfWork unit, Caller caller, DispatchOrder order) {
        Template template = parts.templates().find(unit, caller.tenantId(), order.template());
        if (template == null || template.isBuiltIn() || !template.channels().containsAll(order.channels())) {
            return refused(DispatchRefusal.DISPATCH_TEMPLATE_UNKNOWN, "template");
        }
        Set<String> unknown = new TreeSet<>(order.values().keySet());
        unknown.removeAll(template.names());
        if (!unknown.isEmpty()) {
            throw CodedException.invalid(
                    "input.values", "The template does not ask for " + String.join(", ", unknown) + ".");
        }
        return null;
    }

    private DispatchResult taken(UnitOfWork unit, Caller caller, DispatchOrder order) {
        Segment segment = order.segment();
        if (segment == null) {
            boolean isUnknown = order.userIds().size() == 1
                    && parts.recipients()
                                    .find(
                                            unit,
                                            caller.tenantId(),
                                            order.userIds().getFirst())
                            == null;
            return isUnknown
                    ? refused(DispatchRefusal.RECIPIENT_UNKNOWN, "userId")
                    : added(unit, caller, order, order.userIds());
        }
        List<String> described =
                parts.recipients().userIds(unit, caller.tenantId(), segment.locale(), MOST_RECIPIENTS + 1);
        if (described.isEmpty()) {
            return refused(DispatchRefusal.SEGMENT_EMPTY, "segment");
        }
        return described.size() > MOST_RECIPIENTS
                ? refused(DispatchRefusal.SEGMENT_TOO_LARGE, "segment")
                : added(unit, caller, order, described);
    }

    private DispatchResult added(UnitOfWork unit, Caller caller, DispatchOrder order, List<String> userIds) {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant wanted = order.sendAt();
        String id = parts.ids().next();
        Dispatch dispatch = new Dispatch(
                id,
                caller.tenantId(),
                order.template(),
                order.category(),
                order.priority(),
                order.channels(),
                DispatchState.SCHEDULED,
                userIds.size(),
                0,
                0,
                wanted == null || wanted.isBefore(now) ? now : wanted.truncatedTo(ChronoUnit.MILLIS),
                now,
                caller.userId(),
                null);
        dispatches.add(unit, dispatch, order, userIds, parts.values().seal(caller.tenantId(), id, order.values()));
        parts.tasks()
                .add(
                        unit,
                        Task.of(
                                "dispatch." + id,
                                caller.tenantId(),
                                RunDispatch.KIND,
                                order.priority(),
                                null,
                                dispatch.sendAt(),
                                id));
        return new DispatchResult.Accepted(dispatch);
    }

    private static DispatchResult refused(DispatchRefusal code, String field) {
        return new DispatchResult.Refused(code, "input." + field);
    }
}
