package dev.coffer.core.saga;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/** The stored form of a saga, but for when it is due. */
final class SagaDocument {

    private SagaDocument() {}

    static Document of(SagaInstance saga) {
        SagaProgress progress = saga.progress();
        return new Document("_id", saga.id())
                .append("name", saga.name())
                .append("definition", saga.definition())
                .append("tenantId", saga.tenantId())
                .append("key", saga.key())
                .append("userId", saga.userId())
                .append("traceparent", saga.traceparent())
                .append("state", progress.state().name())
                .append("isUndoing", progress.isUndoing())
                .append("step", progress.step())
                .append("done", progress.done())
                .append("isReversible", progress.isReversible())
                .append("tries", progress.tries())
                .append("reason", progress.reason())
                .append("stopReason", progress.stopReason())
                .append("data", saga.data())
                .append("isLate", saga.isLate())
                .append("version", saga.version())
                .append("claim", saga.claim())
                .append("startedAt", Date.from(saga.startedAt()))
                .append("changedAt", Date.from(saga.changedAt()))
                .append("history", saga.history().stream().map(SagaDocument::of).toList());
    }

    static Document of(SagaEntry entry) {
        return new Document("at", Date.from(entry.at()))
                .append("step", entry.step())
                .append("what", entry.what().name())
                .append("detail", entry.detail());
    }

    static SagaInstance read(Document document) {
        return new SagaInstance(
                document.getString("_id"),
                document.getString("name"),
                document.getInteger("definition", 1),
                document.getString("tenantId"),
                document.getString("key"),
                document.getString("userId"),
                document.getString("traceparent"),
                progress(document),
                document.getString("data"),
                document.getBoolean("isLate", false),
                Objects.requireNonNull(document.getLong("version"), "version"),
                Objects.requireNonNull(document.getLong("claim"), "claim"),
                instant(document, "startedAt"),
                instant(document, "changedAt"),
                document.getList("history", Document.class, List.of()).stream()
                        .map(SagaDocument::entry)
                        .toList());
    }

    private static SagaProgress progress(Document document) {
        return new SagaProgress(
                SagaState.valueOf(document.getString("state")),
                document.getBoolean("isUndoing", false),
                document.getString("step"),
                document.getList("done", String.class, List.of()),
                document.getBoolean("isReversible", true),
                document.getInteger("tries", 0),
                document.getString("reason"),
                document.getString("stopReason"));
    }

    private static SagaEntry entry(Document document) {
        return new SagaEntry(
                instant(document, "at"),
                document.getString("step"),
                SagaEntry.What.valueOf(document.getString("what")),
                document.getString("detail"));
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }
}
