package dev.coffer.core.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads declarations, what holds now, and the history, straight from the store. */
public final class FindSettings {

    private final MongoSettings store;

    FindSettings(MongoSettings store) {
        this.store = store;
    }

    /** All settings that services of this installation declared, sorted by key. */
    public List<SettingDeclaration> declarations() {
        return store.declarations();
    }

    /** The declaration with this key, or null. */
    public @Nullable SettingDeclaration declaration(String key) {
        return store.declaration(key);
    }

    /** What holds for a tenant, or for the installation where {@code tenantId} is null. */
    public SettingState state(SettingDeclaration declaration, @Nullable String tenantId) {
        return states(List.of(declaration), tenantId).getFirst();
    }

    /** {@link #state} of several settings with one read, in the order given. */
    public List<SettingState> states(List<SettingDeclaration> declarations, @Nullable String tenantId) {
        Map<SettingScope, SettingVersion> current = new HashMap<>();
        store.current(declarations.stream().map(SettingDeclaration::key).toList(), tenantId)
                .forEach(version -> current.put(version.scope(), version));
        List<SettingState> states = new ArrayList<>();
        for (SettingDeclaration declaration : declarations) {
            SettingScope scope = new SettingScope(declaration.key(), tenantId);
            states.add(SettingState.of(
                    declaration,
                    scope,
                    current.get(SettingScope.installation(declaration.key())),
                    scope.isOfTenant() ? current.get(scope) : null));
        }
        return states;
    }

    /**
     * Versions of the scope.
     *
     * @param from the number that they follow in reading direction, itself excluded; null for the edge
     * @param isNewestFirst the reading direction
     */
    public List<SettingVersion> versions(SettingScope scope, @Nullable Long from, boolean isNewestFirst, int limit) {
        return store.versions(scope, from, !isNewestFirst, limit);
    }

    /** A sentence for somebody who asked for a key that nobody declares, with similar ones. */
    public String unknown(String key) {
        return "There is no setting '" + SettingProblem.shorten(key) + "'."
                + NearMatches.sentence(
                        key,
                        declarations().stream().map(SettingDeclaration::key).toList());
    }
}
