package dev.coffer.core.config;

import java.util.List;
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

    /** What holds in the scope. */
    public SettingState state(SettingDeclaration declaration, @Nullable String tenantId) {
        SettingScope installation = SettingScope.installation(declaration.key());
        SettingScope scope = new SettingScope(declaration.key(), tenantId);
        return SettingState.of(
                declaration, scope, store.current(installation), scope.isOfTenant() ? store.current(scope) : null);
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
