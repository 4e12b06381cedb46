package dev.coffer.core.config;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One version of a setting: what was set then, and who did it, when and why. Never changed afterwards. */
public final class SettingVersion {

    private final SettingScope scope;
    private final long number;
    private final SequencedMap<String, StoredValue> values;
    private final Change change;

    /**
     * How a version came to be.
     *
     * @param restored the version that a rollback restored; null for an ordinary change
     * @param diff what was changed by it
     */
    public record Change(
            String changedBy,
            Instant changedAt,
            String reason,
            @Nullable Long restored,
            List<FieldChange> diff) {

        public Change {
            diff = List.copyOf(diff);
        }
    }

    /**
     * One field's change as people may see it: secrets are {@value Secret#SHOWN}.
     *
     * @param before null where the value was inherited
     * @param after null where the value is inherited from now on
     */
    public record FieldChange(
            String field, @Nullable String before, @Nullable String after) {}

    SettingVersion(SettingScope scope, long number, Map<String, StoredValue> values, Change change) {
        this.scope = scope;
        this.number = number;
        this.values = new LinkedHashMap<>(values);
        this.change = change;
    }

    public SettingScope scope() {
        return scope;
    }

    /** 1 for the first change; counted for each scope. */
    public long number() {
        return number;
    }

    public Change change() {
        return change;
    }

    /** The fields that are set in this scope; what is not here is inherited. */
    Map<String, StoredValue> values() {
        return values;
    }

    String id() {
        return scope.id() + "|" + number;
    }

    @Override
    public String toString() {
        return scope + ", version " + number;
    }
}
