package dev.coffer.notification.workflow;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code notification_workflows}: a document for each version, of which the newest is marked. */
final class MongoWorkflows implements Workflows, DeclaresIndexes {

    private static final String COLLECTION = "notification_workflows";
    private static final String EVENT = "event";
    private static final String VERSION = "version";
    private static final String CURRENT = "isCurrent";

    private final TenantCollection workflows;
    private final Ids ids;

    MongoWorkflows(MongoDatabase database, Ids ids) {
        this.workflows = new TenantCollection(database, COLLECTION);
        this.ids = ids;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_event_version",
                                Indexes.ascending(TenantCollection.TENANT_ID, EVENT, VERSION))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION, "tenant_current", Indexes.ascending(TenantCollection.TENANT_ID, CURRENT, EVENT)));
    }

    @Override
    public @Nullable Workflow find(@Nullable UnitOfWork unit, String tenantId, String event) {
        TenantDocuments ours = workflows.of(tenantId);
        Bson current = Filters.and(Filters.eq(CURRENT, true), Filters.eq(EVENT, event));
        Document found = unit == null ? ours.findOne(current) : ours.findOne(unit, current);
        return found == null ? null : read(found);
    }

    @Override
    public List<Workflow> all(String tenantId) {
        List<Workflow> all = new ArrayList<>();
        workflows
                .of(tenantId)
                .find(Filters.eq(CURRENT, true))
                .limit(KnownEvents.all().size())
                .forEach(document -> all.add(read(document)));
        return all;
    }

    @Override
    public void add(UnitOfWork unit, String tenantId, Workflow workflow, String by, Instant at) {
        TenantDocuments ours = workflows.of(tenantId);
        ours.update(
                unit,
                Filters.and(Filters.eq(EVENT, workflow.event()), Filters.eq(CURRENT, true)),
                Updates.set(CURRENT, false));
        ours.insert(
                unit,
                new Document("_id", ids.next())
                        .append(EVENT, workflow.event())
                        .append(VERSION, workflow.version())
                        .append(CURRENT, true)
                        .append("category", workflow.category().name())
                        .append("isCritical", workflow.isCritical())
                        .append("priority", workflow.priority().name())
                        .append("isEnabled", workflow.isEnabled())
                        .append(
                                "steps",
                                workflow.steps().stream()
                                        .map(MongoWorkflows::write)
                                        .toList())
                        .append("savedBy", by)
                        .append("savedAt", Date.from(at)));
    }

    private static Document write(WorkflowStep step) {
        Document document = new Document("name", step.name())
                .append("channel", step.channel().name())
                .append("template", step.template());
        StepTiming timing = step.timing();
        if (timing != null) {
            document.append(
                    "timing",
                    new Document("kind", timing.kind().name())
                            .append("seconds", timing.seconds())
                            .append("step", timing.step()));
        }
        StepCondition condition = step.condition();
        return condition == null
                ? document
                : document.append(
                        "condition",
                        new Document("field", condition.field())
                                .append("operator", condition.operator().name())
                                .append("value", condition.value()));
    }

    private static Workflow read(Document document) {
        return new Workflow(
                document.getString(EVENT),
                Objects.requireNonNull(document.getInteger(VERSION), VERSION),
                NotificationCategory.valueOf(document.getString("category")),
                document.getBoolean("isCritical", false),
                NotificationPriority.valueOf(document.getString("priority")),
                document.getBoolean("isEnabled", true),
                document.getList("steps", Document.class).stream()
                        .map(MongoWorkflows::step)
                        .toList());
    }

    private static WorkflowStep step(Document document) {
        Document condition = document.get("condition", Document.class);
        return new WorkflowStep(
                document.getString("name"),
                NotificationChannel.valueOf(document.getString("channel")),
                document.getString("template"),
                condition == null
                        ? null
                        : new StepCondition(
                                condition.getString("field"),
                                StepCondition.Operator.valueOf(condition.getString("operator")),
                                condition.getString("value")),
                timing(document.get("timing", Document.class)));
    }

    private static @Nullable StepTiming timing(@Nullable Document timing) {
        return timing == null
                ? null
                : new StepTiming(
                        StepTiming.Kind.valueOf(timing.getString("kind")),
                        Duration.ofSeconds(Objects.requireNonNull(timing.getInteger("seconds"))),
                        timing.getString("step"));
    }
}
