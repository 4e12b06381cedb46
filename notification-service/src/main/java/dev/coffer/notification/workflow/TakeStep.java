package dev.coffer.notification.workflow;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.template.FindTemplates;
import dev.coffer.notification.template.RenderTemplate;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import dev.coffer.notification.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts a step's message into words, as its template is now, and gives it to its channel. */
final class TakeStep {

    private final FindTemplates templates;
    private final Map<NotificationChannel, WayOut> ways;

    TakeStep(FindTemplates templates, List<WayOut> ways) {
        this.templates = templates;
        this.ways = ways.stream().collect(Collectors.toUnmodifiableMap(WayOut::channel, Function.identity()));
    }

    void take(UnitOfWork unit, StepMessage message) {
        Template template = Objects.requireNonNull(
                templates.find(unit, message.tenantId(), message.template()), message.template());
        Rendered rendered = Objects.requireNonNull(
                RenderTemplate.render(template, message.channel(), message.locale(), message.told()),
                message.template());
        way(message.channel())
                .take(
                        unit,
                        new Outgoing(
                                message.id(),
                                message.tenantId(),
                                message.userId(),
                                template.key(),
                                message.locale(),
                                message.category(),
                                message.isCritical(),
                                message.priority(),
                                rendered,
                                message.at()));
    }

    boolean hasReached(NotificationChannel channel, String tenantId, String userId, String messageId) {
        return way(channel).hasReached(tenantId, userId, messageId);
    }

    private WayOut way(NotificationChannel channel) {
        return Objects.requireNonNull(ways.get(channel), channel.name());
    }
}
