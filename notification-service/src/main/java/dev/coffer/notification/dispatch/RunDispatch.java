package dev.coffer.notification.dispatch;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.queue.Ending;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.TaskWork;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.template.FindTemplates;
import dev.coffer.notification.template.RenderTemplate;
import dev.coffer.notification.template.Template;
import dev.coffer.notification.workflow.Outgoing;
import dev.coffer.notification.workflow.WayOut;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hands a dispatch to the channels, part by part. A part and how far the dispatch is are one transaction: whoever goes on after a crash
 * begins where that one ended, and nobody gets it twice.
 */
final class RunDispatch implements TaskWork {

    static final String KIND = "dispatch";
    static final int PART = 50;

    private final Dispatches dispatches;
    private final FindTemplates templates;
    private final Recipients recipients;
    private final DispatchValues values;
    private final Map<NotificationChannel, WayOut> ways;
    private final Clock clock;

    RunDispatch(
            Dispatches dispatches,
            FindTemplates templates,
            Recipients recipients,
            DispatchValues values,
            List<WayOut> ways,
            Clock clock) {
        this.dispatches = dispatches;
        this.templates = templates;
        this.recipients = recipients;
        this.values = values;
        this.ways = ways.stream().collect(Collectors.toUnmodifiableMap(WayOut::channel, Function.identity()));
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration patience() {
        return Duration.ofDays(1);
    }

    @Override
    public Ending work(Task task) {
        Dispatch dispatch = dispatches.find(null, task.tenantId(), task.data());
        if (dispatch == null || dispatch.state().isEnd()) {
            return new Ending.Done(_ -> {});
        }
        boolean isLast = dispatch.next() + PART >= dispatch.recipients();
        return isLast
                ? new Ending.Done(unit -> handPart(unit, task))
                : new Ending.Later(now(), unit -> handPart(unit, task));
    }

    /** Does nothing where it was stopped meanwhile. */
    private void handPart(UnitOfWork unit, Task task) {
        Dispatch dispatch = Objects.requireNonNull(dispatches.find(unit, task.tenantId(), task.data()));
        if (dispatch.state().isEnd()) {
            return;
        }
        Dispatches.Part part = dispatches.part(unit, dispatch.tenantId(), dispatch.id(), dispatch.next(), PART);
        Map<String, String> filling = values.open(dispatch.tenantId(), dispatch.id(), part.sealedValues());
        int handled = 0;
        for (int i = 0; i < part.userIds().size(); i++) {
            Recipient recipient =
                    recipients.find(unit, dispatch.tenantId(), part.userIds().get(i));
            if (recipient != null) {
                hand(unit, dispatch, dispatch.next() + i, recipient, filling);
                handled++;
            }
        }
        int unknown = part.userIds().size() - handled;
        boolean isOver = dispatch.next() + part.userIds().size() >= dispatch.recipients();
        dispatches.advance(
                unit,
                dispatch.tenantId(),
                dispatch.id(),
                dispatch.handled() + handled,
                dispatch.unknown() + unknown,
                isOver ? DispatchState.DONE : DispatchState.RUNNING,
                isOver ? now() : null);
    }

    private void hand(UnitOfWork unit, Dispatch dispatch, int place, Recipient recipient, Map<String, String> filling) {
        Template template = Objects.requireNonNull(
                templates.find(unit, dispatch.tenantId(), dispatch.template()), dispatch.template());
        for (NotificationChannel channel : dispatch.channels()) {
            RenderTemplate.Rendered rendered = Objects.requireNonNull(
                    RenderTemplate.render(template, channel, recipient.locale(), filling), dispatch.template());
            Objects.requireNonNull(ways.get(channel), channel.name())
                    .take(
                            unit,
                            new Outgoing(
                                    dispatch.id() + "." + place + "."
                                            + channel.name().toLowerCase(Locale.ROOT),
                                    dispatch.tenantId(),
                                    recipient.userId(),
                                    template.key(),
                                    recipient.locale(),
                                    dispatch.category(),
                                    false,
                                    dispatch.priority(),
                                    rendered,
                                    now()));
        }
    }

    @Override
    public void giveUp(UnitOfWork unit, Task task) {
        Dispatch dispatch = dispatches.find(unit, task.tenantId(), task.data());
        if (dispatch != null && !dispatch.state().isEnd()) {
            dispatches.advance(
                    unit,
                    dispatch.tenantId(),
                    dispatch.id(),
                    dispatch.handled(),
                    dispatch.unknown(),
                    DispatchState.FAILED,
                    now());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
