package dev.coffer.core.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the declared migrations compare with the ledger.
 *
 * @param isReady whether everything that the code needs is applied
 * @param detail for operators
 * @param hasSurprise whether something applied has vanished from the code, or changed
 */
public record MigrationStatus(boolean isReady, String detail, boolean hasSurprise) {

    MigrationStatus(boolean isReady, String detail) {
        this(isReady, detail, false);
    }

    static MigrationStatus of(List<Migration> declared, List<MigrationRecord> ledger, List<Migration> open) {
        Map<String, MigrationRecord> records = new HashMap<>();
        ledger.forEach(record -> records.put(record.id(), record));
        StringBuilder surprise = new StringBuilder();
        StringBuilder waiting = new StringBuilder();
        long applied = 0;
        for (Migration migration : declared) {
            MigrationRecord record = records.remove(migration.id());
            if (record != null && record.state() == MigrationRecord.State.APPLIED) {
                applied++;
                if (record.version() != migration.version()) {
                    surprise.append("; ")
                            .append(migration)
                            .append(" changed after v")
                            .append(record.version())
                            .append(" was applied");
                }
            } else {
                waiting.append("; ").append(told(migration, record, open.contains(migration)));
            }
        }
        for (MigrationRecord vanished : records.values()) {
            surprise.append("; ").append(vanished.id()).append(" ran here and is not in this code");
        }
        boolean isReady = open.stream().noneMatch(migration -> migration.phase() == Migration.Phase.EXPAND);
        return new MigrationStatus(isReady, applied + " applied" + waiting + surprise, !surprise.isEmpty());
    }

    private static String told(Migration migration, @Nullable MigrationRecord record, boolean isOpen) {
        if (!isOpen) {
            return migration + " waits for coffer.migrations.contract";
        }
        if (record == null) {
            return migration + " is to be applied";
        }
        return record.error() == null
                ? migration + " is under way, " + record.rows() + " rows"
                : migration + " failed: " + record.error();
    }
}
