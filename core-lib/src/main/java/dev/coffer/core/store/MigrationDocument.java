package dev.coffer.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The stored form of a {@link MigrationRecord}, with the position from where the next batch goes on. */
final class MigrationDocument {

    private static final String STATE = "state";
    private static final String VERSION = "version";
    private static final String POSITION = "position";
    private static final String ROWS = "rows";
    private static final String BATCHES = "batches";
    private static final String STARTED_AT = "startedAt";
    private static final String FINISHED_AT = "finishedAt";
    private static final String MILLIS = "millis";
    private static final String ERROR = "error";

    private final Document stored;

    private MigrationDocument(Document stored) {
        this.stored = stored;
    }

    /**
     * @param found null where it never began. An unfinished one of another version begins anew: its position may mean nothing to
     *     the changed work
     */
    static MigrationDocument of(Migration migration, @Nullable Document found) {
        boolean isOurs = found != null
                && (MigrationRecord.State.APPLIED.name().equals(found.getString(STATE))
                        || found.getInteger(VERSION, 0) == migration.version());
        return new MigrationDocument(
                isOurs && found != null
                        ? new Document(found)
                        : new Document("_id", migration.id())
                                .append(VERSION, migration.version())
                                .append("phase", migration.phase().name())
                                .append("description", migration.description())
                                .append(STATE, MigrationRecord.State.PENDING.name())
                                .append(ROWS, 0L)
                                .append(BATCHES, 0)
                                .append(MILLIS, 0L));
    }

    boolean isApplied() {
        return MigrationRecord.State.APPLIED.name().equals(stored.getString(STATE));
    }

    @Nullable
    Document position() {
        return stored.get(POSITION, Document.class);
    }

    Document after(Migration.Progress progress, String by, Date began, Date ended) {
        Document after = new Document(stored)
                .append(ROWS, stored.getLong(ROWS) + progress.rows())
                .append(BATCHES, stored.getInteger(BATCHES) + 1)
                .append(MILLIS, stored.getLong(MILLIS) + Math.max(0, ended.getTime() - began.getTime()))
                .append("by", by);
        after.putIfAbsent(STARTED_AT, began);
        after.remove(ERROR);
        if (progress.position() == null) {
            after.remove(POSITION);
            return after.append(STATE, MigrationRecord.State.APPLIED.name()).append(FINISHED_AT, ended);
        }
        return after.append(STATE, MigrationRecord.State.RUNNING.name()).append(POSITION, progress.position());
    }

    Document failed(String by, String error) {
        return new Document(stored)
                .append(STATE, MigrationRecord.State.FAILED.name())
                .append("by", by)
                .append(ERROR, error);
    }

    static MigrationRecord record(Document stored) {
        return new MigrationRecord(
                stored.getString("_id"),
                stored.getInteger(VERSION),
                Migration.Phase.valueOf(stored.getString("phase")),
                stored.getString("description"),
                MigrationRecord.State.valueOf(stored.getString(STATE)),
                Objects.requireNonNull(stored.getLong(ROWS), ROWS),
                Objects.requireNonNullElse(stored.getString("by"), ""),
                instant(stored.getDate(STARTED_AT)),
                instant(stored.getDate(FINISHED_AT)),
                Duration.ofMillis(stored.getLong(MILLIS)),
                stored.getString(ERROR));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
