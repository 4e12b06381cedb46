package dev.coffer.core.config;

import dev.coffer.core.config.EffectiveValues.Effective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds in a scope now, as people may see it.
 *
 * @param version of this scope; 0 when nothing was ever set in it
 * @param lastChange how that version came to be; null at version 0
 */
public record SettingState(
        SettingDeclaration declaration,
        SettingScope scope,
        long version,
        SettingVersion.@Nullable Change lastChange,
        List<FieldState> fields) {

    public SettingState {
        fields = List.copyOf(fields);
    }

    /**
     * @param value in canonical form; {@value Secret#SHOWN} for a secret; null for a secret that is not set
     * @param source where the value comes from
     */
    public record FieldState(
            FieldDeclaration declaration, @Nullable String value, SettingSource source) {}

    static SettingState of(
            SettingDeclaration declaration,
            SettingScope scope,
            @Nullable SettingVersion installation,
            @Nullable SettingVersion own) {
        EffectiveValues effective = new EffectiveValues(declaration, installation, own);
        @Nullable SettingVersion latest = scope.isOfTenant() ? own : installation;
        return new SettingState(
                declaration,
                scope,
                latest == null ? 0 : latest.number(),
                latest == null ? null : latest.change(),
                declaration.fields().stream()
                        .filter(field -> !scope.isOfTenant() || field.isPerTenant())
                        .map(field -> state(field, effective.of(field.name())))
                        .toList());
    }

    private static FieldState state(FieldDeclaration field, Effective effective) {
        String shown = effective.value().shown();
        boolean isUnsetSecret = field.isSecret() && shown.isEmpty();
        return new FieldState(field, isUnsetSecret ? null : shown, effective.source());
    }
}
