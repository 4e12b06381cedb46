package dev.coffer.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds in a scope, field by field: a tenant's own value before the installation's before the declared default. A stored
 * field that is no longer declared does not count, nor does a tenant's where tenants may no longer have one.
 */
final class EffectiveValues {

    private final SettingDeclaration declaration;
    private final Map<String, Effective> byField = new LinkedHashMap<>();

    /** @param from the scope that the value is set in; null for the default */
    record Effective(
            StoredValue value,
            SettingSource source,
            @Nullable SettingScope from) {}

    /** @param own what the tenant has of its own; null for none, or where the installation is meant */
    EffectiveValues(
            SettingDeclaration declaration, @Nullable SettingVersion installation, @Nullable SettingVersion own) {
        this.declaration = declaration;
        for (FieldDeclaration field : declaration.fields()) {
            byField.put(
                    field.name(),
                    new Effective(new StoredValue.Plain(field.defaultText()), SettingSource.DEFAULT, null));
        }
        if (installation != null) {
            lay(installation, SettingSource.INSTALLATION);
        }
        if (own != null) {
            lay(own, SettingSource.TENANT);
        }
    }

    private void lay(SettingVersion version, SettingSource source) {
        version.values().forEach((name, value) -> {
            FieldDeclaration field = declaration.field(name);
            if (field != null && (source != SettingSource.TENANT || field.isPerTenant())) {
                byField.put(name, new Effective(value, source, version.scope()));
            }
        });
    }

    Effective of(String field) {
        return Objects.requireNonNull(byField.get(field), field);
    }

    /** All values as texts without opening a secret: secrets are left out as "", which every secret may be. */
    Map<String, String> withoutSecrets() {
        Map<String, String> texts = new LinkedHashMap<>();
        byField.forEach((name, effective) ->
                texts.put(name, effective.value() instanceof StoredValue.Plain(String text) ? text : ""));
        return texts;
    }

    /** All values as texts. @throws IllegalStateException when a secret does not open */
    Map<String, String> opened(SettingSeal seal) {
        Map<String, String> texts = new LinkedHashMap<>();
        byField.forEach((name, effective) -> {
            SettingScope from = effective.from();
            texts.put(
                    name,
                    from == null && effective.value() instanceof StoredValue.Plain(String text)
                            ? text
                            : seal.open(Objects.requireNonNull(from), name, effective.value()));
        });
        return texts;
    }
}
