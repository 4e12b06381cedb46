package dev.coffer.core.config;

import dev.coffer.core.config.SettingVersion.Change;
import dev.coffer.core.config.SettingVersion.FieldChange;
import dev.coffer.core.seal.SealedSecret;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** The stored form of versions and declarations. Values are a list, so that no field name has a meaning to the database. */
final class SettingDocument {

    static final String KEY = "key";
    static final String TENANT_ID = "tenantId";
    static final String VERSION = "version";
    private static final String FIELD = "field";

    private SettingDocument() {}

    static Document of(String id, SettingVersion version) {
        Change change = version.change();
        List<Document> values = new ArrayList<>();
        version.values().forEach((field, value) -> values.add(value(field, value)));
        List<Document> diff = change.diff().stream()
                .map(one -> new Document(FIELD, one.field())
                        .append("before", one.before())
                        .append("after", one.after()))
                .toList();
        return new Document("_id", id)
                .append(KEY, version.scope().key())
                .append(TENANT_ID, version.scope().tenantId())
                .append(VERSION, version.number())
                .append("values", values)
                .append("changedBy", change.changedBy())
                .append("changedAt", Date.from(change.changedAt()))
                .append("reason", change.reason())
                .append("restored", change.restored())
                .append("diff", diff);
    }

    static SettingVersion version(Document document) {
        Map<String, StoredValue> values = new LinkedHashMap<>();
        for (Document value : document.getList("values", Document.class)) {
            values.put(value.getString(FIELD), value(value));
        }
        List<FieldChange> diff = document.getList("diff", Document.class).stream()
                .map(one -> new FieldChange(one.getString(FIELD), one.getString("before"), one.getString("after")))
                .toList();
        Change change = new Change(
                document.getString("changedBy"),
                Objects.requireNonNull(document.getDate("changedAt"), "changedAt")
                        .toInstant(),
                document.getString("reason"),
                document.getLong("restored"),
                diff);
        return new SettingVersion(
                new SettingScope(document.getString(KEY), document.getString(TENANT_ID)),
                Objects.requireNonNull(document.getLong(VERSION), VERSION),
                values,
                change);
    }

    private static Document value(String field, StoredValue value) {
        Document document = new Document(FIELD, field);
        return switch (value) {
            case StoredValue.Plain(String text) -> document.append("text", text);
            case StoredValue.Sealed(SealedSecret secret) ->
                document.append("masterKeyId", secret.masterKeyId())
                        .append("nonce", new Binary(secret.nonce()))
                        .append("sealed", new Binary(secret.cipherText()));
        };
    }

    private static StoredValue value(Document document) {
        @Nullable String text = document.getString("text");
        return text != null
                ? new StoredValue.Plain(text)
                : new StoredValue.Sealed(new SealedSecret(
                        document.getString("masterKeyId"), bytes(document, "nonce"), bytes(document, "sealed")));
    }

    private static byte[] bytes(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Binary.class), field).getData();
    }

    static Document of(SettingDeclaration declaration) {
        return new Document("_id", declaration.key())
                .append("description", declaration.description())
                .append(
                        "fields",
                        declaration.fields().stream()
                                .map(SettingDocument::field)
                                .toList());
    }

    static SettingDeclaration declaration(Document document) {
        return new SettingDeclaration(
                document.getString("_id"),
                document.getString("description"),
                document.getList("fields", Document.class).stream()
                        .map(SettingDocument::field)
                        .toList());
    }

    private static Document field(FieldDeclaration field) {
        return new Document("name", field.name())
                .append("type", field.type().name())
                .append("description", field.description())
                .append("default", field.defaultText())
                .append("min", field.min())
                .append("max", field.max())
                .append("decimals", field.decimals())
                .append("pattern", field.pattern())
                .append("choices", field.choices())
                .append("atMost", field.atMost())
                .append("isPerTenant", field.isPerTenant());
    }

    private static FieldDeclaration field(Document document) {
        return new FieldDeclaration(
                document.getString("name"),
                SettingType.valueOf(document.getString("type")),
                document.getString("description"),
                document.getString("default"),
                document.getString("min"),
                document.getString("max"),
                Objects.requireNonNull(document.getInteger("decimals"), "decimals"),
                document.getString("pattern"),
                document.getList("choices", String.class),
                document.getString("atMost"),
                document.getBoolean("isPerTenant", false));
    }
}
