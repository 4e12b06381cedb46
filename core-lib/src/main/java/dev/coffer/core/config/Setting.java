package dev.coffer.core.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A setting as it is now, in memory: reading it costs a look-up. Ask at each use and do not keep the answer: a change reaches this
 * handle within a second. Before the store was first read, the declared defaults hold.
 */
public final class Setting<T extends Record> {

    private static final Logger LOG = LoggerFactory.getLogger(Setting.class);

    private final RecordSchema<T> schema;
    private final SettingSeal seal;
    private final Map<SettingScope, SettingVersion> versions = new HashMap<>();
    private volatile Values<T> values;

    private record Values<T>(T installation, Map<String, T> byTenant, List<String> problems) {}

    Setting(RecordSchema<T> schema, SettingSeal seal) {
        this.schema = schema;
        this.seal = seal;
        this.values = new Values<>(schema.make(schema.declaration().defaults()), Map.of(), List.of());
    }

    /** What holds for a tenant: its own values, and the installation's where it has none. */
    public T of(String tenantId) {
        Values<T> now = values;
        return now.byTenant.getOrDefault(tenantId, now.installation);
    }

    /** What holds where no tenant is concerned. */
    public T ofInstallation() {
        return values.installation;
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
