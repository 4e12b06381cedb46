package dev.coffer.notification.workflow;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.template.FindTemplates;
import dev.coffer.notification.template.RenderTemplate;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import dev.coffer.notification.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a user of an event, as its workflow says: each step once, however often the event comes. */
public final class RunWorkflow {

    private static final String LOCALE = "locale";
    private static final String ANY_LANGUAGE = "en";

    private final FindWorkflows workflows;
    private final FindTemplates templates;
    private final Recipients recipients;
    private final Map<NotificationChannel, WayOut> ways;

    RunWorkflow(FindWorkflows workflows, FindTemplates templates, Recipients recipients, List<WayOut> ways) {
        this.workflows = workflows;
        this.templates = templates;
        this.recipients = recipients;
        this.ways = ways.stream().collect(Collectors.toUnmodifiableMap(WayOut::channel, Function.identity()));
    }

    /** Does nothing for an event of nobody's: a wallet of the house. */
    public void run(EventEnvelope event, @Nullable String userId, UnitOfWork unit) {
        if (userId == null || userId.isBlank()) {
            return;
        }
        KnownEvent known = Objects.requireNonNull(KnownEvents.find(event.eventType()), event.eventType());
        Workflow workflow = workflows.find(unit, event.tenantId(), known);
        if (!workflow.isEnabled()) {
            return;
        }
        Map<String, String> told = told(event);
        String locale = locale(unit, event.tenantId(), userId, told);
        for (WorkflowStep step : workflow.steps()) {
            StepCondition condition = step.condition();
            if (condition == null || condition.holds(told)) {
                take(unit, event, userId, workflow, step, locale, told);
            }
        }
    }

    private void take(
            UnitOfWork unit,
            EventEnvelope event,
            String userId,
            Workflow workflow,
            WorkflowStep step,
            String locale,
            Map<String, String> told) {
        Template template =
                Objects.requireNonNull(templates.find(unit, event.tenantId(), step.template()), step.template());
        Rendered rendered =
                Objects.requireNonNull(RenderTemplate.render(template, step.channel(), locale, told), step.template());
        Objects.requireNonNull(ways.get(step.channel()), step.channel().name())
                .take(
                        unit,
                        new Outgoing(
                                id(event, step),
                                event.tenantId(),
                                userId,
                                template.key(),
                                locale,
                                workflow.category(),
                                workflow.isCritical(),
                                workflow.priority(),
                                rendered,
                                event.timestamp()));
    }

    /** An event puts one message at most into an inbox, which has the event's id. */
    private static String id(EventEnvelope event, WorkflowStep step) {
        return step.channel() == NotificationChannel.IN_APP ? event.eventId() : event.eventId() + "." + step.name();
    }

    /** What an event says, as text; objects and lists are left out. */
    private static Map<String, String> told(EventEnvelope event) {
        Map<String, String> told = new HashMap<>();
        JsonMapper.shared().readTree(event.data()).properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isValueNode() && !value.isNull()) {
                told.put(field.getKey(), value.asString());
            }
        });
        return told;
    }

    /** The event's own word counts: it is newer than what was kept. */
    private String locale(UnitOfWork unit, String tenantId, String userId, Map<String, String> told) {
        String own = told.get(LOCALE);
        if (own != null) {
            return own;
        }
        Recipient recipient = recipients.find(unit, tenantId, userId);
        return recipient == null ? ANY_LANGUAGE : recipient.locale();
    }
}
