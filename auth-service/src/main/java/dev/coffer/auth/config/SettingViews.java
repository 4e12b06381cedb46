package dev.coffer.auth.config;

import dev.coffer.core.config.FieldDeclaration;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.config.SettingSource;
import dev.coffer.core.config.SettingState;
import dev.coffer.core.config.SettingState.FieldState;
import dev.coffer.core.config.SettingType;
import dev.coffer.core.config.SettingVersion;
import dev.coffer.core.graphql.GraphQlName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of {@code setting.graphqls}. */
final class SettingViews {

    private SettingViews() {}

    /** {@code Setting}. */
    @GraphQlName("Setting")
    record SettingView(
            SettingScope scope,
            String key,
            @Nullable String tenant,
            String description,
            int version,
            @Nullable Instant changedAt,
            @Nullable String changedBy,
            @Nullable String reason,
            List<FieldView> fields) {

        static SettingView of(SettingState state) {
            SettingVersion.@Nullable Change last = state.lastChange();
            return new SettingView(
                    state.scope(),
                    state.scope().key(),
                    state.scope().tenantId(),
                    state.declaration().description(),
                    Math.toIntExact(state.version()),
                    last == null ? null : last.changedAt(),
                    last == null ? null : last.changedBy(),
                    last == null ? null : last.reason(),
                    state.fields().stream().map(FieldView::of).toList());
        }
    }

    /** {@code SettingField}. */
    @GraphQlName("SettingField")
    record FieldView(
            String name,
            SettingType type,
            String description,
            String rule,
            @Nullable String value,
            @Nullable String defaultValue,
            SettingSource source,
            boolean isSecret,
            boolean isPerTenant) {

        static FieldView of(FieldState state) {
            FieldDeclaration field = state.declaration();
            return new FieldView(
                    field.name(),
                    field.type(),
                    field.description(),
                    field.rule(),
                    state.value(),
                    field.isSecret() ? null : field.defaultText(),
                    state.source(),
                    field.isSecret(),
                    field.isPerTenant());
        }
    }

    /** {@code SettingVersion}. */
    @GraphQlName("SettingVersion")
    record VersionView(
            int version,
            Instant changedAt,
            String changedBy,
            String reason,
            @Nullable Integer restoredVersion,
            List<SettingVersion.FieldChange> changes) {

        static VersionView of(SettingVersion version) {
            SettingVersion.Change change = version.change();
            Long restored = change.restored();
            return new VersionView(
                    Math.toIntExact(version.number()),
                    change.changedAt(),
                    change.changedBy(),
                    change.reason(),
                    restored == null ? null : Math.toIntExact(restored),
                    change.diff());
        }
    }
}
