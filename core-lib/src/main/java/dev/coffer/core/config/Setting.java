package dev.coffer.core.config;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A setting as it is now, in memory: reading it costs a look-up. Ask at each use and do not keep the answer: a change reaches this
 * handle within a second. Before the store was first read, the declared defaults hold, or nothing does: see {@link #onceRead}.
 */
public final class Setting<T extends Record> {

    private static final Logger LOG = LoggerFactory.getLogger(Setting.class);

    private final RecordSchema<T> schema;
    private final SettingSeal seal;
    private final Map<SettingScope, SettingVersion> versions = new HashMap<>();
    private volatile Values<T> values;
    private volatile boolean isRead;
    private volatile boolean isOnlyOnceRead;

    private record Values<T>(T installation, Map<String, T> byTenant, List<String> problems) {}

    Setting(RecordSchema<T> schema, SettingSeal seal) {
        this.schema = schema;
        this.seal = seal;
        this.values = new Values<>(schema.make(schema.declaration().defaults()), Map.of(), List.of());
    }

    /**
     * For a setting by which something is granted or refused: a process that could not read the store yet does neither, as what was set may
     * be stricter than the defaults.
     *
     * @return this, which answers only once the store was read
     */
    public Setting<T> onceRead() {
        isOnlyOnceRead = true;
        return this;
    }

    /** Whether the store was read since the process started. */
    public boolean isRead() {
        return isRead;
    }

    /**
     * What holds for a tenant: its own values, and the installation's where it has none.
     *
     * @throws CodedException UNAVAILABLE before the store was read, after {@link #onceRead}
     */
    public T of(String tenantId) {
        Values<T> now = known();
        return now.byTenant.getOrDefault(tenantId, now.installation);
    }

    /**
     * What holds where no tenant is concerned.
     *
     * @throws CodedException as {@link #of}
     */
    public T ofInstallation() {
        return known().installation;
    }

    private Values<T> known() {
        if (isOnlyOnceRead && !isRead) {
            throw new CodedException(
                    CommonError.UNAVAILABLE,
                    "The settings are not read yet. Retry in a moment, with the same idempotency key if there was one.");
        }
        return values;
    }

    SettingDeclaration declaration() {
        return schema.declaration();
    }

    /** What stored values cannot be used, and why; empty when all is well. */
    List<String> problems() {
        return values.problems;
    }

    synchronized long version(SettingScope scope) {
        SettingVersion known = versions.get(scope);
        return known == null ? 0 : known.number();
    }

    /** Takes all that is stored in place of what was known. */
    synchronized void replaceAll(List<SettingVersion> current) {
        Map<SettingScope, SettingVersion> fresh = new HashMap<>();
        current.forEach(version -> fresh.put(version.scope(), version));
        List<SettingVersion> changed =
                fresh.values().stream().filter(version -> !isKnown(version)).toList();
        if (!changed.isEmpty() || !fresh.keySet().equals(versions.keySet())) {
            versions.clear();
            versions.putAll(fresh);
            resolve();
            changed.forEach(
                    version -> LOG.info("{} by {}", version, version.change().changedBy()));
        }
        isRead = true;
    }

    private boolean isKnown(SettingVersion version) {
        SettingVersion known = versions.get(version.scope());
        return known != null
                && known.number() == version.number()
                && known.change().equals(version.change());
    }

    private void resolve() {
        String key = declaration().key();
        List<String> problems = new ArrayList<>();
        SettingVersion global = versions.get(SettingScope.installation(key));
        T installation = make(SettingScope.installation(key), global, null, values.installation, problems);
        Map<String, T> byTenant = new HashMap<>();
        versions.forEach((scope, own) -> {
            String tenantId = scope.tenantId();
            if (tenantId != null) {
                T last = values.byTenant.getOrDefault(tenantId, installation);
                byTenant.put(tenantId, make(scope, global, own, last, problems));
            }
        });
        values = new Values<>(installation, Map.copyOf(byTenant), List.copyOf(problems));
    }

    /** What cannot be used, say after an upgrade that narrowed a bound, leaves what held before in force. */
    private T make(
            SettingScope scope,
            @Nullable SettingVersion installation,
            @Nullable SettingVersion own,
            T last,
            List<String> problems) {
        try {
            EffectiveValues effective = new EffectiveValues(declaration(), installation, own);
            Map<String, String> texts = effective.opened(seal);
            List<SettingProblem> wrong = declaration().check(texts);
            if (wrong.isEmpty()) {
                return schema.make(texts);
            }
            problems.add(scope + ": " + wrong.getFirst().message());
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            problems.add(scope + ": " + unusable.getMessage());
        }
        LOG.error("the stored values cannot be used, what held before stays in force: {}", problems.getLast());
        return last;
    }
}
