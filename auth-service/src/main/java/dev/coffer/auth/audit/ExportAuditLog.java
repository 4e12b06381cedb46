package dev.coffer.auth.audit;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.paging.Connection;
import org.jspecify.annotations.Nullable;

/** Gives entries out in the order of their times, a bounded part at a time. */
final class ExportAuditLog {

    static final int MOST = 5_000;
    private static final int USUAL = 1_000;

    private final AuditLog log;

    ExportAuditLog(AuditLog log) {
        this.log = log;
    }

    /**
     * A part of an export: the GraphQL type {@code AuditLogExport}.
     *
     * @param csv with a header where it is the first part
     * @param endCursor null where the export is whole
     */
    record AuditLogExport(int entries, String csv, @Nullable String endCursor) {}

    /** @throws CodedException INVALID_INPUT for a part that is too large, CURSOR_INVALID for a cursor of something else */
    AuditLogExport export(String tenantId, AuditFilter filter, @Nullable Integer first, @Nullable String after) {
        int asked = first == null ? USUAL : first;
        if (asked < 1 || asked > MOST) {
            throw CodedException.invalid(
                    "first", "A part of an export has 1 to " + MOST + " entries, not " + asked + ".");
        }
        Connection<SealedEntry> part = log.part(tenantId, filter, asked, after);
        return new AuditLogExport(
                part.edges().size(),
                AuditCsv.write(part.getNodes(), after == null),
                part.pageInfo().hasNextPage() ? part.pageInfo().endCursor() : null);
    }
}
